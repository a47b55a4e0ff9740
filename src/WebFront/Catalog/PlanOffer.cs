using MindBot.Grains.Subscriptions;

namespace MindBot.WebFront.Catalog;

/// <summary>A plan as it is shown and sold.</summary>
internal sealed record PlanOffer(SubscriptionPlan Plan, string PriceDisplay, IReadOnlyList<string> Features);

/// <summary>What a tier is worth.</summary>
/// <param name="UpgradeBenefits">What is said to whom it is offered; empty for the lowest tier.</param>
/// <param name="HasAds">Whether sessions may carry ads.</param>
/// <param name="MaxCustomPersonas">So many personas of one's own.</param>
/// <param name="VoiceQualities">How personas may sound, beyond what lower tiers have.</param>
internal sealed record TierOffer(
    Tier Tier, IReadOnlyList<string> Features, IReadOnlyList<string> UpgradeBenefits, bool HasAds, int MaxCustomPersonas,
    IReadOnlyList<string> VoiceQualities);
