using System.Text.Json;

namespace MindBot.Gateways.Stripe;

/// <summary>
/// Reads Stripe's objects, of which we keep a small part and ignore the rest. Ids, amounts and statuses must be there. Events come
/// in the version their account or endpoint is set to, so where a version moved a field, both places are read.
/// </summary>
internal static class StripeObjects
{
    public static PaymentIntent PaymentIntent(JsonElement intent) => new(
        intent.Required("id"),
        intent.Text("client_secret") ?? "",
        intent.Required("status"),
        intent.GetProperty("amount").GetInt64(),
        intent.GetProperty("amount_received").GetInt64(),
        intent.Required("currency"),
        intent.Metadata(),
        intent.Child("last_payment_error")?.Text("message"));

    public static Charge Charge(JsonElement charge) => new(
        charge.Required("id"),
        charge.Reference("payment_intent"),
        charge.GetProperty("amount").GetInt64(),
        charge.GetProperty("amount_refunded").GetInt64(),
        charge.Required("currency"),
        charge.Metadata());

    public static Refund Refund(JsonElement refund) => new(
        refund.Required("id"),
        refund.Reference("payment_intent"),
        refund.Reference("charge"),
        refund.GetProperty("amount").GetInt64(),
        refund.Required("currency"),
        refund.Text("status") ?? "",
        refund.Text("failure_reason"),
        refund.Metadata());

    public static Dispute Dispute(JsonElement dispute) => new(
        dispute.Required("id"),
        dispute.Reference("payment_intent"),
        dispute.RequiredReference("charge"),
        dispute.GetProperty("amount").GetInt64(),
        dispute.Required("currency"),
        dispute.Required("status"),
        dispute.Text("reason") ?? "");

    public static Subscription Subscription(JsonElement subscription)
    {
        var item = SubscriptionItem(subscription);
        var invoice = subscription.Child("latest_invoice");

        // Until 2025-03-31 the period was the subscription's own; since then each item has one.
        var period = item.TryGetProperty("current_period_start", out _) ? item : subscription;
        return new Subscription(
            subscription.Required("id"),
            subscription.RequiredReference("customer"),
            subscription.Required("status"),
            item.RequiredReference("price"),
            period.Instant("current_period_start"),
            period.Instant("current_period_end"),
            subscription.Flag("cancel_at_period_end"),
            subscription.InstantIfAny("canceled_at"),
            subscription.InstantIfAny("ended_at"),
            subscription.Instant("created"),
            subscription.Metadata(),
            ClientSecret(subscription, invoice),
            invoice?.GetProperty("amount_due").GetInt64());
    }

    /// <summary>The one plan that is subscribed to.</summary>
    public static JsonElement SubscriptionItem(JsonElement subscription) =>
        subscription.GetProperty("items").GetProperty("data").EnumerateArray().First();

    /// <summary>Since 2025-03-31 under <c>parent</c>; null for an invoice of something else.</summary>
    public static string? InvoicedSubscription(JsonElement invoice) =>
        invoice.Child("parent")?.Child("subscription_details")?.Reference("subscription") ?? invoice.Reference("subscription");

    /// <summary>Likewise: the metadata that its subscription had when it was made.</summary>
    public static IReadOnlyDictionary<string, string> InvoicedMetadata(JsonElement invoice) =>
        (invoice.Child("parent")?.Child("subscription_details") ?? invoice.Child("subscription_details"))?.Metadata() ?? new Dictionary<string, string>();

    /// <summary>Null for an invoice of something else.</summary>
    public static SubscriptionInvoice? SubscriptionInvoice(JsonElement invoice) => InvoicedSubscription(invoice) is { } subscriptionId
        ? new SubscriptionInvoice(invoice.Required("id"), subscriptionId, InvoicedMetadata(invoice))
        : null;

    /// <summary>A paid invoice keeps its secret, with which nothing is left to confirm.</summary>
    private static string? ClientSecret(JsonElement subscription, JsonElement? invoice) =>
        (invoice?.Text("status") == "open" ? invoice?.Child("confirmation_secret")?.Text("client_secret") : null)
        ?? subscription.Child("pending_setup_intent")?.Text("client_secret");
}
