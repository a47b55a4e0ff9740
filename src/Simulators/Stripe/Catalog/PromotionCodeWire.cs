using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Catalog;

internal static class PromotionCodeWire
{
    public static JsonObject Of(SimulatedPromotionCode code, long now) => new()
    {
        ["id"] = code.Id,
        ["object"] = "promotion_code",
        ["active"] = code.IsUsable(now),
        ["code"] = code.Code,
        ["created"] = code.Created,
        ["customer"] = code.Customer,
        ["customer_account"] = null,
        ["expires_at"] = code.ExpiresAt,
        ["livemode"] = false,
        ["max_redemptions"] = code.MaxRedemptions,
        ["metadata"] = StripeMetadata.Wire(code.Metadata),
        ["promotion"] = new JsonObject { ["coupon"] = code.Coupon, ["type"] = "coupon" },
        ["restrictions"] = new JsonObject
        {
            ["first_time_transaction"] = code.FirstTimeTransaction,
            ["minimum_amount"] = code.MinimumAmount,
            ["minimum_amount_currency"] = code.MinimumAmountCurrency,
        },
        ["times_redeemed"] = code.TimesRedeemed,
    };
}
