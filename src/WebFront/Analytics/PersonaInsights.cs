using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Analytics;

/// <summary>What a user's totals say about their taste. "Most" is by sessions, then by time, then by name.</summary>
internal static class PersonaInsights
{
    private const decimal MicrosPerHour = 3_600_000_000m;

    /// <summary>The slug of the persona most talked with; null before the first talk.</summary>
    public static string? FavoritePersona(SessionTotals totals) => totals.Personas
        .OrderByDescending(use => use.Value.Sessions).ThenByDescending(use => use.Value.ElapsedMs).ThenBy(use => use.Key, StringComparer.Ordinal)
        .Select(use => use.Key).FirstOrDefault();

    /// <summary>Sessions by category, the most used first.</summary>
    public static IReadOnlyList<CategoryUse> Categories(SessionTotals totals) =>
    [
        .. totals.Personas.Values.GroupBy(use => use.Category)
            .Select(uses => new CategoryUse(uses.Key, uses.Sum(use => use.Sessions), uses.Sum(use => use.ElapsedMs)))
            .OrderByDescending(use => use.Sessions).ThenByDescending(use => use.ElapsedMs).ThenBy(use => use.Category, StringComparer.Ordinal),
    ];

    /// <summary>The percentage of sessions of each category, the most used first; empty before the first talk.</summary>
    public static OrderedDictionary<string, decimal> CategoryUsage(SessionTotals totals)
    {
        var categories = Categories(totals);
        var shares = LargestRemainder.Percentages([.. categories.Select(use => use.Sessions)]);
        return new(categories.Zip(shares, (use, share) => KeyValuePair.Create(use.Category, share)));
    }

    /// <summary>Minutes, with one decimal.</summary>
    public static decimal AverageSessionMinutes(SessionTotals totals) => totals.Completed == 0
        ? 0
        : Math.Round(totals.ElapsedMs / 60_000m / totals.Completed, 1, MidpointRounding.AwayFromZero);

    /// <summary>Dollars at the reference price, with two decimals.</summary>
    public static decimal SavedByAds(SessionTotals totals) =>
        Math.Round(totals.SavedMicros * PersonaCost.BasePerHour / MicrosPerHour, 2, MidpointRounding.AwayFromZero);
}

internal sealed record CategoryUse(string Category, long Sessions, long ElapsedMs);
