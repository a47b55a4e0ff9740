namespace MindBot.Grains.Users;

[GenerateSerializer, Alias("mindbot.PasswordResetState")]
public sealed record PasswordResetState
{
    /// <summary>Where the link leads, without its token.</summary>
    [Id(0)] public string Page { get; init; } = "";

    [Id(1)] public DateTimeOffset OrderedAt { get; init; }

    /// <summary>The mail is ordered, or there is nobody to write to.</summary>
    [Id(2)] public bool IsCarriedOut { get; init; }
}
