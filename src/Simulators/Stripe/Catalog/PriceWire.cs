using System.Globalization;
using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Catalog;

internal static class PriceWire
{
    public static JsonObject Of(SimulatedPrice price) => new()
    {
        ["id"] = price.Id,
        ["object"] = "price",
        ["active"] = price.IsActive,
        ["billing_scheme"] = "per_unit",
        ["created"] = price.Created,
        ["currency"] = price.Currency,
        ["custom_unit_amount"] = null,
        ["livemode"] = false,
        ["lookup_key"] = price.LookupKey,
        ["metadata"] = StripeMetadata.Wire(price.Metadata),
        ["nickname"] = price.Nickname,
        ["product"] = price.Product,
        ["recurring"] = price.Interval is null ? null : new JsonObject
        {
            ["interval"] = price.Interval,
            ["interval_count"] = price.IntervalCount,
            ["meter"] = null,
            ["trial_period_days"] = null,
            ["usage_type"] = "licensed",
        },
        ["tax_behavior"] = "unspecified",
        ["tiers_mode"] = null,
        ["transform_quantity"] = null,
        ["type"] = price.Interval is null ? "one_time" : "recurring",
        ["unit_amount"] = price.UnitAmount,
        ["unit_amount_decimal"] = price.UnitAmount.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The older form of the same, which a subscription's items still carry.</summary>
    public static JsonObject Plan(SimulatedPrice price) => new()
    {
        ["id"] = price.Id,
        ["object"] = "plan",
        ["active"] = price.IsActive,
        ["amount"] = price.UnitAmount,
        ["amount_decimal"] = price.UnitAmount.ToString(CultureInfo.InvariantCulture),
        ["billing_scheme"] = "per_unit",
        ["created"] = price.Created,
        ["currency"] = price.Currency,
        ["interval"] = price.Interval,
        ["interval_count"] = price.IntervalCount,
        ["livemode"] = false,
        ["metadata"] = StripeMetadata.Wire(price.Metadata),
        ["meter"] = null,
        ["nickname"] = price.Nickname,
        ["product"] = price.Product,
        ["tiers_mode"] = null,
        ["transform_usage"] = null,
        ["trial_period_days"] = null,
        ["usage_type"] = "licensed",
    };
}
