namespace MindBot.Gateways.Stripe;

internal sealed partial class StripePaymentGateway
{
    /// <remarks>The invoice comes first: a card that is declined does not take the place of one that may work next time.</remarks>
    public Task<SubscriptionResult> ChangePaymentMethod(
        string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation = default) => calls.WithinLimit(async limited =>
    {
        var current = await GetSubscription(id, limited);
        if (!current.IsSuccess) throw current.Refusal();
        var subscription = ReadSubscription(current);

        var (paymentMethod, refused) = await AttachPaymentMethod(paymentMethodId, subscription.CustomerId, idempotencyKey, limited);
        if (refused is not null) return Declined(refused, subscription);
        if (CanBePaid(current, subscription))
        {
            var paid = await PayInvoice(subscription, InvoiceToPay(current), paymentMethod!, idempotencyKey, limited);
            if (paid.DeclineMessage is not null) return paid;
        }

        var answer = await api.SetDefaultPaymentMethod(id, paymentMethod!, $"{idempotencyKey}-default", limited);
        return answer.IsSuccess ? new SubscriptionResult(ReadSubscription(answer)) : throw answer.Refusal();
    }, cancellation);

    /// <summary>The latest invoice of a subscription that Stripe has given up is a draft, for nobody would collect it; any other draft is still being written.</summary>
    private static bool CanBePaid(StripeAnswer current, Subscription subscription)
    {
        var status = StripeJson.Read(current.Body, "subscription", root => root.Child("latest_invoice")?.Text("status"));
        return status == "open" || (status == "draft" && subscription.Status == SubscriptionStatus.Unpaid);
    }
}
