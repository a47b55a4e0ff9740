using System.Text.Json.Nodes;

namespace MindBot.Simulators.Stripe.Disputes;

internal static class DisputeWire
{
    private const int DaysToRespond = 9;

    public static JsonObject Of(SimulatedDispute dispute) => new()
    {
        ["id"] = dispute.Id,
        ["object"] = "dispute",
        ["amount"] = dispute.Amount,
        ["balance_transactions"] = new JsonArray(),
        ["charge"] = dispute.Charge,
        ["created"] = dispute.Created,
        ["currency"] = dispute.Currency,
        ["enhanced_eligibility_types"] = new JsonArray(),
        ["evidence"] = new JsonObject(),
        ["evidence_details"] = new JsonObject
        {
            ["due_by"] = dispute.Created + (DaysToRespond * 86_400),
            ["enhanced_eligibility"] = new JsonObject(),
            ["has_evidence"] = false,
            ["past_due"] = false,
            ["submission_count"] = 0,
        },
        ["is_charge_refundable"] = dispute.IsRefundable,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(),
        ["payment_intent"] = dispute.Intent,
        ["payment_method_details"] = new JsonObject
        {
            ["card"] = new JsonObject { ["brand"] = "visa", ["case_type"] = dispute.IsInquiry ? "inquiry" : "chargeback", ["network_reason_code"] = "10.4" },
            ["type"] = "card",
        },
        ["reason"] = dispute.Kind == DisputeKind.ProductNotReceived ? "product_not_received" : "fraudulent",
        ["status"] = dispute.Status,
    };
}
