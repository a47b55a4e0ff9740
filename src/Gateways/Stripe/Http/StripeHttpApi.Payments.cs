namespace MindBot.Gateways.Stripe.Http;

internal sealed partial class StripeHttpApi
{
    private const string Intents = "/v1/payment_intents", PaymentMethods = "/v1/payment_methods", Events = "/v1/events";

    public Task<StripeAnswer> CreatePaymentIntent(CreatePaymentIntent order, CancellationToken cancellation)
    {
        var form = new StripeForm()
            .Add("amount", order.AmountMinorUnits)
            .Add("currency", order.Currency)
            .Add("customer", order.CustomerId)
            .Add("automatic_payment_methods[enabled]", "true")
            .Add("description", order.Description)
            .Add("receipt_email", order.ReceiptEmail)
            .Add("setup_future_usage", order.SavePaymentMethod ? "off_session" : null)
            .AddMetadata(order.Metadata);

        // A redirect needs a browser, and there is none when the server confirms.
        if (order.PaymentMethodId is { } paymentMethod)
            form.Add("payment_method", paymentMethod).Add("confirm", "true").Add("automatic_payment_methods[allow_redirects]", "never");
        return Post(Intents, form, order.IdempotencyKey, cancellation);
    }

    public Task<StripeAnswer> GetPaymentIntent(string id, CancellationToken cancellation) => Get($"{Intents}/{id}", cancellation);

    public Task<StripeAnswer> CancelPaymentIntent(string id, string idempotencyKey, CancellationToken cancellation) =>
        Post($"{Intents}/{id}/cancel", new StripeForm(), idempotencyKey, cancellation);

    public Task<StripeAnswer> CreateCustomer(CreateCustomer order, CancellationToken cancellation)
    {
        var form = new StripeForm()
            .Add("name", order.Name)
            .Add("email", order.Email)
            .Add($"metadata[{PaymentMetadata.UserId}]", order.UserId);
        return Post("/v1/customers", form, order.IdempotencyKey, cancellation);
    }

    public Task<StripeAnswer> DeleteCustomer(string id, CancellationToken cancellation) => Delete($"/v1/customers/{id}", cancellation);

    public Task<StripeAnswer> AttachPaymentMethod(string id, string customerId, string idempotencyKey, CancellationToken cancellation) =>
        Post($"{PaymentMethods}/{id}/attach", new StripeForm().Add("customer", customerId), idempotencyKey, cancellation);

    public Task<StripeAnswer> GetPaymentMethod(string id, CancellationToken cancellation) => Get($"{PaymentMethods}/{id}", cancellation);

    public Task<StripeAnswer> CreateRefund(CreateRefund order, CancellationToken cancellation)
    {
        var form = new StripeForm()
            .Add("payment_intent", order.PaymentIntentId)
            .Add("amount", order.AmountMinorUnits)
            .AddMetadata(order.Metadata);
        return Post("/v1/refunds", form, order.IdempotencyKey, cancellation);
    }

    public Task<StripeAnswer> ListDisputes(string paymentIntentId, CancellationToken cancellation) =>
        Get("/v1/disputes", new StripeForm().Add("payment_intent", paymentIntentId).Add("limit", StripePages.Size), cancellation);

    public Task<StripeAnswer> GetEvent(string id, CancellationToken cancellation) => Get($"{Events}/{id}", cancellation);

    public Task<StripeAnswer> ListEvents(StripeEventQuery query, CancellationToken cancellation)
    {
        var form = new StripeForm()
            .AddList("types", query.Types)
            .Add("created[gte]", query.From)
            .Add("limit", StripePages.Size)
            .Add("created[lt]", query.Until)
            .Add("ending_before", query.EndingBefore)
            .Add("starting_after", query.StartingAfter);
        return Get(Events, form, cancellation);
    }
}
