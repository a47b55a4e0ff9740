using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Catalog;

internal static class CouponWire
{
    public static JsonObject Of(SimulatedCoupon coupon, long now) => coupon.IsDeleted ? StripeWire.Deleted("coupon", coupon.Id) : new()
    {
        ["id"] = coupon.Id,
        ["object"] = "coupon",
        ["amount_off"] = coupon.AmountOff,
        ["created"] = coupon.Created,
        ["currency"] = coupon.Currency,
        ["duration"] = coupon.Duration,
        ["duration_in_months"] = coupon.DurationInMonths,
        ["livemode"] = false,
        ["max_redemptions"] = coupon.MaxRedemptions,
        ["metadata"] = StripeMetadata.Wire(coupon.Metadata),
        ["name"] = coupon.Name,
        ["percent_off"] = coupon.PercentOff,
        ["redeem_by"] = coupon.RedeemBy,
        ["times_redeemed"] = coupon.TimesRedeemed,
        ["valid"] = coupon.IsValid(now),
    };
}
