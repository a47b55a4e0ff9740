using System.Collections.Immutable;
using System.Globalization;

namespace MindBot.Grains.VoiceSessions;

/// <summary>What a user's finished sessions add up to.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.SessionTotals")]
public sealed record SessionTotals
{
    /// <summary>So many personas are remembered, those used last; the sums are of all.</summary>
    public const int MostPersonas = 256;

    public const int MostMonths = 12;

    public static SessionTotals None { get; } = new();

    /// <summary>All that are over, also the cancelled ones.</summary>
    [Id(0)] public long Sessions { get; init; }
    [Id(1)] public long Completed { get; init; }
    [Id(2)] public long ElapsedMs { get; init; }
    [Id(3)] public long ChargedMicros { get; init; }

    /// <summary>What the same time would have cost without discounts for ads, less what it cost; microseconds of base-rate time.</summary>
    [Id(4)] public long SavedMicros { get; init; }

    /// <summary>By slug: whom the user has talked with, in sessions that cost something.</summary>
    [Id(5)] public ImmutableDictionary<string, PersonaUse> Personas { get; init; } = ImmutableDictionary<string, PersonaUse>.Empty;

    /// <summary>The newest months, by <see cref="MonthOf"/> of the sessions' ends.</summary>
    [Id(6)] public ImmutableDictionary<string, MonthUse> Months { get; init; } = ImmutableDictionary<string, MonthUse>.Empty;

    /// <summary>A calendar month, UTC: <c>2026-03</c>. In the order of their names, months are in the order of time.</summary>
    public static string MonthOf(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

/// <param name="Category">As it was at the last use.</param>
/// <param name="LastUse">The end of the last session.</param>
[GenerateSerializer, Immutable, Alias("mindbot.PersonaUse")]
public sealed record PersonaUse(
    [property: Id(0)] string Category, [property: Id(1)] long Sessions, [property: Id(2)] long ElapsedMs, [property: Id(3)] long ChargedMicros,
    [property: Id(4)] DateTimeOffset LastUse);

[GenerateSerializer, Immutable, Alias("mindbot.MonthUse")]
public sealed record MonthUse(
    [property: Id(0)] long Completed, [property: Id(1)] long ElapsedMs, [property: Id(2)] long ChargedMicros);
