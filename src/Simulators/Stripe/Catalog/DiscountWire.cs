using System.Text.Json.Nodes;

namespace MindBot.Simulators.Stripe.Catalog;

internal static class DiscountWire
{
    public static JsonObject Of(SimulatedDiscount discount) => new()
    {
        ["id"] = discount.Id,
        ["object"] = "discount",
        ["checkout_session"] = null,
        ["customer"] = discount.Customer,
        ["customer_account"] = null,
        ["end"] = discount.EndsAt,
        ["invoice"] = null,
        ["invoice_item"] = null,
        ["promotion_code"] = discount.PromotionCode,
        ["source"] = new JsonObject { ["coupon"] = discount.Coupon, ["type"] = "coupon" },
        ["start"] = discount.Created,
        ["subscription"] = discount.Subscription,
        ["subscription_item"] = null,
    };
}
