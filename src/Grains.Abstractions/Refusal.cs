namespace MindBot.Grains;

/// <summary>
/// An expected "no": the stable <paramref name="Code"/> is for programs, <paramref name="Detail"/> is a sentence for people. The front
/// maps the code to an HTTP status; see <see cref="RefusalCodes"/>.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.Refusal")]
public sealed record Refusal([property: Id(0)] string Code, [property: Id(1)] string Detail);
