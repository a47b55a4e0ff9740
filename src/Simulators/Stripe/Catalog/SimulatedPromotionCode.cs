using System.Collections.Immutable;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Catalog;

/// <summary>What a customer enters to get a coupon's discount.</summary>
internal sealed record SimulatedPromotionCode(string Id, string Code, string Coupon, long Created) : SimulatedObject(Id, Created)
{
    public bool IsActive { get; init; } = true;
    public string? Customer { get; init; }
    public long? ExpiresAt { get; init; }
    public long? MaxRedemptions { get; init; }
    public long TimesRedeemed { get; init; }
    public bool FirstTimeTransaction { get; init; }
    public long? MinimumAmount { get; init; }
    public string? MinimumAmountCurrency { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;

    public bool IsUsable(long now) => IsActive && (ExpiresAt is null || now < ExpiresAt) && (MaxRedemptions is null || TimesRedeemed < MaxRedemptions);
}
