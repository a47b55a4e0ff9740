namespace MindBot.Gateways.Stripe;

internal sealed partial class StripePaymentGateway
{
    private const string Subscriptions = "/v1/subscriptions";

    /// <summary>What the client secrets and the amount due are in.</summary>
    private static readonly string[] Expanded = ["latest_invoice.confirmation_secret", "pending_setup_intent"];

    public async Task<Subscription?> RetrieveSubscription(string id, CancellationToken cancellation = default)
    {
        var answer = await GetSubscription(id, cancellation);
        if (answer.IsSuccess) return ReadSubscription(answer);
        return IsMissing(answer) ? null : throw answer.Refusal();
    }

    public Task<Subscription?> CancelSubscription(string id, bool atPeriodEnd, CancellationToken cancellation = default) =>
        client.WithinLimit(async limited =>
        {
            var path = $"{Subscriptions}/{Checked(id)}";
            var form = new StripeForm().Add("cancel_at_period_end", "true").AddList("expand", Expanded);
            var answer = atPeriodEnd ? await client.Post(path, form, KeyOfThisCall(), limited) : await client.Delete(path, limited);
            if (answer.IsSuccess) return ReadSubscription(answer);

            // Stripe refuses to cancel what has ended, perhaps by a first try whose answer was lost.
            var subscription = await RetrieveSubscription(id, limited);
            return subscription is null or { Status: SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired }
                ? subscription
                : throw answer.Refusal();
        }, cancellation);

    public Task<Subscription?> UndoCancellation(string id, CancellationToken cancellation = default) => client.WithinLimit(async limited =>
    {
        var form = new StripeForm().Add("cancel_at_period_end", "false").AddList("expand", Expanded);
        var answer = await client.Post($"{Subscriptions}/{Checked(id)}", form, KeyOfThisCall(), limited);
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
        var query = new StripeForm()
            .Add("payment[type]", "payment_intent")
            .Add("payment[payment_intent]", Checked(paymentIntentId))
            .AddList("expand", ["data.invoice"]);
        var answer = await client.Get("/v1/invoice_payments", query, cancellation);
        return answer.IsSuccess
            ? StripeJson.ReadList(answer.Body, "list of invoice payments", payment => payment.Child("invoice") is { } invoice ? StripeObjects.SubscriptionInvoice(invoice) : null)
                .Items.FirstOrDefault(invoice => invoice is not null)
            : throw answer.Refusal();
    }

    public Task<SubscriptionResult> ChangeSubscription(
        string id, string priceId, string idempotencyKey, CancellationToken cancellation = default) => client.WithinLimit(async limited =>
    {
        var current = await GetSubscription(id, limited);
        if (!current.IsSuccess) throw current.Refusal();

        // A change that is to be paid at once and cannot be (another interval begins a new period) is not made at all.
        var item = StripeJson.Read(current.Body, "subscription", root => StripeObjects.SubscriptionItem(root).Required("id"));
        var form = new StripeForm()
            .Add("items[0][id]", item)
            .Add("items[0][price]", priceId)
            .Add("proration_behavior", "create_prorations")
            .Add("payment_behavior", "error_if_incomplete")
            .AddList("expand", Expanded);
        var answer = await client.Post($"{Subscriptions}/{id}", form, idempotencyKey, limited);
        if (answer.IsSuccess) return new SubscriptionResult(ReadSubscription(answer));
        return answer.Error() is { Type: "card_error" } error ? Declined(error, ReadSubscription(current)) : throw answer.Refusal();
    }, cancellation);

    private Task<StripeAnswer> GetSubscription(string id, CancellationToken cancellation) =>
        client.Get($"{Subscriptions}/{Checked(id)}", new StripeForm().AddList("expand", Expanded), cancellation);

    private static Subscription ReadSubscription(StripeAnswer answer) =>
        StripeJson.Read(answer.Body, "subscription", StripeObjects.Subscription);

    private static SubscriptionResult Declined(StripeError error, Subscription? subscription) =>
        new(subscription, error.Message ?? "The payment was declined.", error.Code, error.DeclineCode);
}
