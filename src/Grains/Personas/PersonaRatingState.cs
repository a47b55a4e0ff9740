namespace MindBot.Grains.Personas;

/// <summary>A rating, and how far the tally has followed it. 0 stars: none.</summary>
[GenerateSerializer, Alias("mindbot.PersonaRatingState")]
public sealed record PersonaRatingState
{
    [Id(0)] public int Stars { get; init; }
    [Id(1)] public string? Feedback { get; init; }
    [Id(2)] public DateTimeOffset RatedAt { get; init; }

    /// <summary>What the tally has for certain.</summary>
    [Id(3)] public int CountedStars { get; init; }

    /// <summary>What it is being told instead. That may have reached it or not, so it is not changed until it is confirmed.</summary>
    [Id(4)] public int SentStars { get; init; }

    /// <summary>Of the change that is being told, or was told last.</summary>
    [Id(5)] public long Number { get; init; }
}
