namespace MindBot.Gateways.Stripe;

internal sealed partial class StripePaymentGateway
{
    public async Task<Subscription?> RetrieveSubscription(string id, CancellationToken cancellation = default)
    {
        var answer = await GetSubscription(id, cancellation);
        if (answer.IsSuccess) return ReadSubscription(answer);
        return IsMissing(answer) ? null : throw answer.Refusal();
    }

    public Task<Subscription?> CancelSubscription(string id, bool atPeriodEnd, CancellationToken cancellation = default) =>
        calls.WithinLimit(async limited =>
        {
            var answer = atPeriodEnd
                ? await api.SetCancellation(Checked(id), atPeriodEnd: true, KeyOfThisCall(), limited)
                : await api.DeleteSubscription(Checked(id), limited);
            if (answer.IsSuccess) return ReadSubscription(answer);

            // Stripe refuses to cancel what has ended, perhaps by a first try whose answer was lost.
            var subscription = await RetrieveSubscription(id, limited);
            return subscription is null or { Status: SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired }
                ? subscription
                : throw answer.Refusal();
        }, cancellation);

    public Task<Subscription?> UndoCancellation(string id, CancellationToken cancellation = default) => calls.WithinLimit(async limited =>
    {
        var answer = await api.SetCancellation(Checked(id), atPeriodEnd: false, KeyOfThisCall(), limited);
        if (answer.IsSuccess) return ReadSubscription(answer);

        // What has ended stays ended.
        var subscription = await RetrieveSubscription(id, limited);
        return subscription is null or { Status: SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired }
            ? subscription
            : throw answer.Refusal();
    }, cancellation);

    /// <summary>Since 2025-03-31 only the invoice's payments lead from an intent to its invoice.</summary>
    public async Task<SubscriptionInvoice?> FindInvoice(string paymentIntentId, CancellationToken cancellation = default)
    {
        var answer = await api.ListInvoicePayments(Checked(paymentIntentId), cancellation);
        return answer.IsSuccess
            ? StripeJson.ReadList(answer.Body, "list of invoice payments", payment => payment.Child("invoice") is { } invoice ? StripeObjects.SubscriptionInvoice(invoice) : null)
                .Items.FirstOrDefault(invoice => invoice is not null)
            : throw answer.Refusal();
    }

    public Task<SubscriptionResult> ChangeSubscription(
        string id, string priceId, string idempotencyKey, CancellationToken cancellation = default) => calls.WithinLimit(async limited =>
    {
        var current = await GetSubscription(id, limited);
        if (!current.IsSuccess) throw current.Refusal();

        // A change that is to be paid at once and cannot be (another interval begins a new period) is not made at all.
        var item = StripeJson.Read(current.Body, "subscription", root => StripeObjects.SubscriptionItem(root).Required("id"));
        var answer = await api.SetPrice(id, item, priceId, idempotencyKey, limited);
        if (answer.IsSuccess) return new SubscriptionResult(ReadSubscription(answer));
        return answer.Error() is { Type: "card_error" } error ? Declined(error, ReadSubscription(current)) : throw answer.Refusal();
    }, cancellation);

    private Task<StripeAnswer> GetSubscription(string id, CancellationToken cancellation) =>
        api.GetSubscription(Checked(id), cancellation);

    private static Subscription ReadSubscription(StripeAnswer answer) =>
        StripeJson.Read(answer.Body, "subscription", StripeObjects.Subscription);

    private static SubscriptionResult Declined(StripeError error, Subscription? subscription) =>
        new(subscription, error.Message ?? "The payment was declined.", error.Code, error.DeclineCode);
}
