using System.Text.Json;
using MindBot.Gateways.Stripe;
using MindBot.Grains.Payments;
using MindBot.Grains.Subscriptions;

namespace MindBot.WebFront.Subscriptions;

/// <summary>
/// Brings Stripe's events about our subscriptions and their invoices to the user's grains. Both kinds carry the subscription's metadata.
/// </summary>
internal static class SubscriptionEvents
{
    /// <summary>What the event asks to be done, any number of times; null when it is none of a subscription of ours.</summary>
    public static Func<Task>? EffectOf(StripeEvent happened, IGrainFactory grains)
    {
        if (happened.Subscription is { } subscription)
            return UserOf(subscription.Metadata) is { } userId
                ? () => Tell(userId, subscription.Id, subscription.Status)
                : null;

        if (happened.InvoicedSubscriptionId is not { } subscriptionId) return null;
        if (UserOf(happened.InvoicedMetadata) is not { } payer) return null;
        return happened.Type switch
        {
            StripeEventType.InvoicePaid => async () =>
            {
                await RecordPayment(happened, payer, subscriptionId, grains);
                await Tell(payer, subscriptionId, status: null);
            }
            ,
            StripeEventType.InvoicePaymentFailed or StripeEventType.InvoicePaymentActionRequired => () => Tell(payer, subscriptionId, status: null),
            _ => null,
        };

        Task Tell(string userId, string id, string? status) =>
            grains.GetGrain<ISubscriptionGrain>(userId).Notice(new SubscriptionNotice(id, status, happened.Created));
    }

    private static async Task RecordPayment(StripeEvent happened, string userId, string subscriptionId, IGrainFactory grains)
    {
        var invoice = happened.Object;
        if (Text(invoice, "id") is not { } id || Text(invoice, "currency") is not { } currency) return;
        if (!invoice.TryGetProperty("amount_paid", out var amount) || !amount.TryGetInt64(out var paidCents) || paidCents <= 0) return;
        await grains.GetGrain<IMoneyLedgerGrain>(userId).Record(
            new MoneyEntry(id, MoneyKinds.Payment, paidCents, currency, happened.Created)
            {
                SubscriptionId = subscriptionId,
                InvoiceId = id,
                StripeId = id,
            });
    }

    /// <summary>Whose subscription it is; null when it is none of ours.</summary>
    public static string? UserOf(IReadOnlyDictionary<string, string> metadata) =>
        metadata.GetValueOrDefault(PaymentMetadata.Service) == SubscriptionMetadata.ServiceName
        && metadata.GetValueOrDefault(PaymentMetadata.UserId) is { Length: > 0 } userId
            ? userId
            : null;

    private static JsonElement Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : default;

    private static string? Text(JsonElement parent, string name) =>
        Child(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}
