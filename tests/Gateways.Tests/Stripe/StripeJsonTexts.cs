using System.Text.Json;

namespace MindBot.Gateways.Tests.Stripe;

/// <summary>
/// Stripe's objects as its own package types them at the version in use (a peer test checks that), cut down to what matters, with a
/// few fields that we ignore.
/// </summary>
internal static class StripeJsonTexts
{
    public const string Charge = """
        {"id":"ch_1","object":"charge","amount":4499,"amount_refunded":1500,"currency":"usd","disputed":false,"payment_intent":"pi_1",
         "metadata":{"user_id":"u1"},"refunds":null,"status":"succeeded"}
        """;

    public const string Refund = """
        {"id":"re_1","object":"refund","amount":1500,"charge":"ch_1","created":1790000000,"currency":"usd","metadata":{"card":"tcrd_1"},
         "payment_intent":"pi_1","reason":null,"status":"succeeded"}
        """;

    public const string FailedRefund = """
        {"id":"re_1","object":"refund","amount":1500,"charge":"ch_1","currency":"usd","failure_reason":"lost_or_stolen_card",
         "metadata":null,"payment_intent":"pi_1","status":"failed"}
        """;

    public const string Dispute = """
        {"id":"du_1","object":"dispute","amount":4499,"charge":"ch_1","created":1790000000,"currency":"usd","evidence_details":{"due_by":null},
         "metadata":{},"payment_intent":"pi_1","reason":"fraudulent","status":"needs_response"}
        """;

    public const string Invoice = """
        {"id":"in_1","object":"invoice","amount_due":799,"currency":"usd","customer":"cus_1","status":"paid",
         "parent":{"type":"subscription_details","quote_details":null,"subscription_details":{"subscription":"sub_1","metadata":{}}}}
        """;

    public static readonly string Active = Subscription("active");

    /// <summary>As it is made: the first invoice is open, its secret expanded.</summary>
    public static readonly string Incomplete = Subscription("incomplete",
        """{"id":"in_1","object":"invoice","amount_due":599,"status":"open","confirmation_secret":{"client_secret":"pi_9_secret_9","type":"payment_intent"}}""");

    public static readonly string Paid = Subscription("active",
        """{"id":"in_1","object":"invoice","amount_due":599,"status":"paid","confirmation_secret":{"client_secret":"pi_9_secret_9","type":"payment_intent"}}""");

    public static string Subscription(string status, string latestInvoice = "\"in_1\"", string setupIntent = "null") => $$"""
        {"id":"sub_1","object":"subscription","cancel_at_period_end":false,"canceled_at":null,"created":1790000000,"currency":"usd",
         "customer":"cus_1","ended_at":null,"latest_invoice":{{latestInvoice}},"pending_setup_intent":{{setupIntent}},
         "metadata":{"user_id":"u1"},"status":"{{status}}",
         "items":{"object":"list","has_more":false,"url":"/v1/subscription_items","data":[
           {"id":"si_1","object":"subscription_item","current_period_start":1790000000,"current_period_end":1792592000,"quantity":1,
            "subscription":"sub_1","price":{"id":"price_1","object":"price","currency":"usd","unit_amount":799} } ] } }
        """;

    public static string Price(long amount = 799, string currency = "usd", string interval = "month", long intervalCount = 1) => $$"""
        {"id":"price_1","object":"price","active":true,"currency":"{{currency}}","lookup_key":"basic_monthly","product":"prod_1",
         "recurring":{"interval":"{{interval}}","interval_count":{{intervalCount}},"usage_type":"licensed"},"type":"recurring","unit_amount":{{amount}} }
        """;

    public static string List(bool hasMore = false, params string[] items) =>
        $$"""{"object":"list","url":"/v1/things","has_more":{{(hasMore ? "true" : "false")}},"data":[{{string.Join(',', items)}}]}""";

    public static string Event(string type, string subject, string id = "evt_1", long created = 1_790_000_000) => $$$"""
        {"id":"{{{id}}}","object":"event","api_version":"2026-10-28.endive","created":{{{created}}},"livemode":true,"type":"{{{type}}}",
         "data":{"object":{{{subject}}}},"pending_webhooks":1,"request":null}
        """;

    public static string Error(string type, string? code = null, string? param = null, string? declineCode = null) =>
        JsonSerializer.Serialize(new { error = new { type, code, param, decline_code = declineCode, message = "Stripe's sentence." } });
}
