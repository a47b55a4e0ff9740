namespace MindBot.WebFront.Catalog;

/// <summary><c>catalog/plans.json</c>: the subscription plans on sale, and what the tiers are worth.</summary>
/// <param name="PastDueGraceDays">How long a renewal that was not paid keeps its tier.</param>
internal sealed record PlansFile(
    string? Currency, int? PastDueGraceDays, IReadOnlyList<PlanEntry>? Plans, IReadOnlyList<TierEntry>? Tiers);

/// <param name="Interval"><c>month</c> or <c>year</c>.</param>
internal sealed record PlanEntry(
    string? Id, string? Name, string? Tier, long PriceCents, string? Interval, IReadOnlyList<string>? Features);

/// <param name="Ads">Whether sessions may carry ads.</param>
/// <param name="CustomPersonas">So many personas of one's own.</param>
/// <param name="VoiceQualities">How personas may sound, beyond what lower tiers have.</param>
internal sealed record TierEntry(
    string? Id, IReadOnlyList<string>? Features, IReadOnlyList<string>? UpgradeBenefits, bool? Ads, int? CustomPersonas,
    IReadOnlyList<string>? VoiceQualities);
