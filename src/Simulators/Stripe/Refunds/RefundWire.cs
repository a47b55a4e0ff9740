using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Refunds;

internal static class RefundWire
{
    public static JsonObject Of(SimulatedRefund refund)
    {
        var json = new JsonObject
        {
            ["id"] = refund.Id,
            ["object"] = "refund",
            ["amount"] = refund.Amount,
            ["balance_transaction"] = "txn_" + refund.Id[3..],
            ["charge"] = refund.Charge,
            ["created"] = refund.Created,
            ["currency"] = refund.Currency,
            ["customer"] = null,
            ["customer_account"] = null,
            ["destination_details"] = new JsonObject { ["card"] = new JsonObject { ["type"] = "refund" }, ["type"] = "card" },
            ["metadata"] = StripeMetadata.Wire(refund.Metadata),
            ["payment_intent"] = refund.Intent,
            ["payment_method"] = null,
            ["reason"] = refund.Reason,
            ["receipt_number"] = null,
            ["source_transfer_reversal"] = null,
            ["status"] = refund.Status,
            ["transfer_reversal"] = null,
        };
        if (refund.FailureReason is { } failure)
        {
            json["failure_balance_transaction"] = "txn_f" + refund.Id[4..];
            json["failure_reason"] = failure;
        }
        return json;
    }
}
