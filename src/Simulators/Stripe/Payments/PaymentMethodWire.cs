using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Payments;

internal static class PaymentMethodWire
{
    public static JsonObject Of(SimulatedPaymentMethod method) => new()
    {
        ["id"] = method.Id,
        ["object"] = "payment_method",
        ["allow_redisplay"] = "unspecified",
        ["billing_details"] = BillingDetails(method.HolderName),
        ["card"] = Card(method.Card, method.Fingerprint),
        ["created"] = method.Created,
        ["customer"] = method.Customer,
        ["customer_account"] = null,
        ["livemode"] = false,
        ["metadata"] = StripeMetadata.Wire(method.Metadata),
        ["type"] = "card",
    };

    public static JsonObject BillingDetails(string? holder) => new()
    {
        ["address"] = new JsonObject
        {
            ["city"] = null,
            ["country"] = null,
            ["line1"] = null,
            ["line2"] = null,
            ["postal_code"] = null,
            ["state"] = null,
        },
        ["email"] = null,
        ["name"] = holder,
        ["phone"] = null,
        ["tax_id"] = null,
    };

    public static JsonObject Card(string card, string? fingerprint) => new()
    {
        ["brand"] = TestCards.Find(card)?.Brand,
        ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "pass" },
        ["country"] = "US",
        ["display_brand"] = TestCards.Find(card)?.Brand,
        ["exp_month"] = 12,
        ["exp_year"] = 2034,
        ["fingerprint"] = fingerprint,
        ["funding"] = "credit",
        ["generated_from"] = null,
        ["last4"] = TestCards.Last4(card),
        ["networks"] = new JsonObject { ["available"] = new JsonArray(TestCards.Find(card)?.Brand), ["preferred"] = null },
        ["regulated_status"] = "unregulated",
        ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
        ["wallet"] = null,
    };
}
