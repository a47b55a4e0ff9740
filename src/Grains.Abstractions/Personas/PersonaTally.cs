namespace MindBot.Grains.Personas;

/// <summary>What users have done with a persona, or what an event adds to that.</summary>
/// <param name="Sessions">Those that cost something.</param>
/// <param name="ChargedMicros">Microseconds of base-rate time.</param>
/// <param name="Ratings">How many users have rated it.</param>
/// <param name="Stars">The sum of their ratings.</param>
[GenerateSerializer, Immutable, Alias("mindbot.PersonaTally")]
public sealed record PersonaTally(
    [property: Id(0)] long Sessions = 0, [property: Id(1)] long ElapsedMs = 0, [property: Id(2)] long ChargedMicros = 0,
    [property: Id(3)] long Ratings = 0, [property: Id(4)] long Stars = 0)
{
    public static PersonaTally Zero { get; } = new();

    public static PersonaTally operator +(PersonaTally a, PersonaTally b) => new(
        a.Sessions + b.Sessions, a.ElapsedMs + b.ElapsedMs, a.ChargedMicros + b.ChargedMicros, a.Ratings + b.Ratings, a.Stars + b.Stars);
}
