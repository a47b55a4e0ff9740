using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Catalog;

/// <summary>A coupon that was redeemed for a subscription.</summary>
internal sealed record SimulatedDiscount(string Id, string Coupon, string Customer, string Subscription, long Created) : SimulatedObject(Id, Created)
{
    public string? PromotionCode { get; init; }

    /// <summary>Of a repeating one.</summary>
    public long? EndsAt { get; init; }
}
