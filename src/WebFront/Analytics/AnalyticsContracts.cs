using MindBot.Grains.Payments;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Analytics;

public sealed record UserAnalyticsAnswer(
    string UserId, string Email, string FullName, DateTimeOffset CreatedAt, DateTimeOffset LastLogin, Balance Balance, UsageTotals Usage,
    PaymentTotals Payments);

/// <summary>Of all sessions that are over.</summary>
/// <param name="TotalSessions">Cancelled ones are among them.</param>
/// <param name="TotalMinutesUsed">What they cost, in base minutes.</param>
public sealed record UsageTotals(long TotalSessions, long CompletedSessions, decimal TotalMinutesUsed, decimal TotalHoursUsed)
{
    internal static UsageTotals Of(SessionTotals totals) => new(
        totals.Sessions, totals.Completed, Minutes.Used(totals.ChargedMicros), Minutes.UsedHours(totals.ChargedMicros));
}

/// <param name="TotalSpentCents">What was paid less what went back, in the currency of the packages.</param>
/// <param name="TransactionCount">How many payments there were, refunded ones included.</param>
public sealed record PaymentTotals(long TotalSpentCents, string TotalSpentDisplay, int TransactionCount)
{
    internal static PaymentTotals Of(MoneyTotals money, string currency)
    {
        var cents = money.SpentCents.GetValueOrDefault(currency);
        return new(cents, Grains.Money.Display(cents, currency), money.Payments);
    }
}

/// <param name="PopularPersonas">The most used personas of all users.</param>
/// <param name="CategoryUsage">The percentages of the user's own sessions with personas, by category; they add up to 100. Empty before the first.</param>
public sealed record PersonaAnalyticsAnswer(
    PersonaUsage UserUsage, IReadOnlyList<RecommendationAnswer> PersonaRecommendations, IReadOnlyList<PopularPersonaAnswer> PopularPersonas,
    IReadOnlyDictionary<string, decimal> CategoryUsage);

/// <summary>Of the user's completed sessions.</summary>
/// <param name="TotalMinutes">How long they lasted, whatever they cost.</param>
/// <param name="FavoritePersona">The slug of the persona most talked with; null before the first talk.</param>
/// <param name="MostUsedCategory">Null before the first talk.</param>
/// <param name="AverageSessionLength">Minutes.</param>
/// <param name="CostSavingsFromAds">Dollars, at the reference price.</param>
public sealed record PersonaUsage(
    long TotalSessions, decimal TotalMinutes, string? FavoritePersona, string? MostUsedCategory, decimal AverageSessionLength,
    decimal CostSavingsFromAds)
{
    internal static PersonaUsage Of(SessionTotals totals) => new(
        totals.Completed, Minutes.Lasted(totals.ElapsedMs), PersonaInsights.FavoritePersona(totals),
        PersonaInsights.Categories(totals).FirstOrDefault()?.Category, PersonaInsights.AverageSessionMinutes(totals),
        PersonaInsights.SavedByAds(totals));
}

/// <param name="Reason">A sentence for people.</param>
public sealed record RecommendationAnswer(string Slug, string Name, string Reason);

/// <param name="UsagePercent">Of all sessions with the catalog's personas.</param>
public sealed record PopularPersonaAnswer(string Slug, string Name, decimal UsagePercent);
