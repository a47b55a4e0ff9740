using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Subscriptions;

/// <summary>What a user has talked in a calendar month (UTC), by the ends of their sessions.</summary>
internal static class MonthlyUsage
{
    public static UsageAnswer Of(SessionTotals totals, DateTimeOffset now)
    {
        var month = SessionTotals.MonthOf(now);
        var use = totals.Months.GetValueOrDefault(month);
        return new UsageAnswer(
            use?.Completed ?? 0, Minutes.Used(use?.ChargedMicros ?? 0),
            totals.Personas.Values.Count(persona => SessionTotals.MonthOf(persona.LastUse) == month));
    }
}
