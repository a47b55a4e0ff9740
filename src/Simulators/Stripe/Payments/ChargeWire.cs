using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

internal static class ChargeWire
{
    public static JsonObject Of(StripeWork work, SimulatedCharge charge) => new()
    {
        ["id"] = charge.Id,
        ["object"] = "charge",
        ["amount"] = charge.Amount,
        ["amount_captured"] = charge.IsPaid ? charge.Amount : 0,
        ["amount_refunded"] = charge.AmountRefunded,
        ["application"] = null,
        ["application_fee"] = null,
        ["application_fee_amount"] = null,
        ["balance_transaction"] = charge.IsPaid ? "txn_" + charge.Id[3..] : null,
        ["billing_details"] = PaymentMethodWire.BillingDetails(work.Find<SimulatedPaymentMethod>(charge.PaymentMethod)?.HolderName),
        ["calculated_statement_descriptor"] = "MINDBOT",
        ["captured"] = charge.IsPaid,
        ["created"] = charge.Created,
        ["currency"] = charge.Currency,
        ["customer"] = charge.Customer,
        ["description"] = charge.Description,
        ["disputed"] = charge.Dispute is not null,
        ["failure_balance_transaction"] = null,
        ["failure_code"] = charge.Decline?.Code,
        ["failure_message"] = charge.Decline?.Message,
        ["fraud_details"] = new JsonObject(),
        ["livemode"] = false,
        ["metadata"] = StripeMetadata.Wire(charge.Metadata),
        ["on_behalf_of"] = null,
        ["outcome"] = Outcome(charge),
        ["paid"] = charge.IsPaid,
        ["payment_intent"] = charge.Intent,
        ["payment_method"] = charge.PaymentMethod,
        ["payment_method_details"] = new JsonObject
        {
            ["card"] = PaymentMethodWire.Card(charge.Card, work.Find<SimulatedPaymentMethod>(charge.PaymentMethod)?.Fingerprint),
            ["type"] = "card",
        },
        ["receipt_email"] = charge.ReceiptEmail,
        ["receipt_number"] = null,
        ["receipt_url"] = null,
        ["refunded"] = charge.IsPaid && charge.AmountRefunded == charge.Amount,
        ["review"] = null,
        ["shipping"] = null,
        ["source"] = null,
        ["source_transfer"] = null,
        ["statement_descriptor"] = null,
        ["statement_descriptor_suffix"] = null,
        ["status"] = charge.IsPaid ? "succeeded" : "failed",
        ["transfer_data"] = null,
        ["transfer_group"] = null,
    };

    private static JsonObject Outcome(SimulatedCharge charge) => new()
    {
        ["advice_code"] = null,
        ["network_advice_code"] = null,
        ["network_decline_code"] = null,
        ["network_status"] = charge.IsPaid ? "approved_by_network" : "declined_by_network",
        ["reason"] = charge.Decline?.DeclineCode,
        ["risk_level"] = "normal",
        ["risk_score"] = 20,
        ["seller_message"] = charge.IsPaid ? "Payment complete." : "The bank did not return any further details with this decline.",
        ["type"] = charge.IsPaid ? "authorized" : "issuer_declined",
    };
}
