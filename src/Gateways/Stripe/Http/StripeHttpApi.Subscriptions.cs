namespace MindBot.Gateways.Stripe.Http;

internal sealed partial class StripeHttpApi
{
    private const string Subscriptions = "/v1/subscriptions", Prices = "/v1/prices";

    public Task<StripeAnswer> ListPrices(string lookupKey, CancellationToken cancellation) =>
        Get(Prices, new StripeForm().AddList("lookup_keys", [lookupKey]).Add("active", "true").Add("limit", 1), cancellation);

    public Task<StripeAnswer> CreateProduct(string name, string idempotencyKey, CancellationToken cancellation) =>
        Post("/v1/products", new StripeForm().Add("name", name), idempotencyKey, cancellation);

    public Task<StripeAnswer> CreatePrice(PlanPrice plan, string productId, string idempotencyKey, CancellationToken cancellation)
    {
        var form = new StripeForm()
            .Add("product", productId)
            .Add("currency", plan.Currency)
            .Add("unit_amount", plan.AmountMinorUnits)
            .Add("recurring[interval]", plan.Interval)
            .Add("lookup_key", plan.LookupKey)
            .Add("transfer_lookup_key", "true");
        return Post(Prices, form, idempotencyKey, cancellation);
    }

    public Task<StripeAnswer> CreateCoupon(CreateSubscription order, string idempotencyKey, CancellationToken cancellation)
    {
        var form = new StripeForm()
            .Add("percent_off", order.PercentOff)
            .Add("amount_off", order.AmountOffMinorUnits)
            .Add("currency", order.AmountOffMinorUnits is null ? null : order.Currency)
            .Add("duration", "once")
            .Add("max_redemptions", 1);
        return Post("/v1/coupons", form, idempotencyKey, cancellation);
    }

    public Task<StripeAnswer> CreateSubscription(
        CreateSubscription order, string? paymentMethodId, string? couponId, CancellationToken cancellation)
    {
        var form = new StripeForm()
            .Add("customer", order.CustomerId)
            .Add("items[0][price]", order.PriceId)
            .Add("payment_behavior", "default_incomplete")
            .Add("payment_settings[save_default_payment_method]", "on_subscription")
            .Add("default_payment_method", paymentMethodId)
            .Add("discounts[0][coupon]", couponId)
            .AddMetadata(order.Metadata)
            .AddList("expand", StripePages.OfSubscription);
        return Post(Subscriptions, form, order.IdempotencyKey, cancellation);
    }

    public Task<StripeAnswer> GetSubscription(string id, CancellationToken cancellation) =>
        Get($"{Subscriptions}/{id}", new StripeForm().AddList("expand", StripePages.OfSubscription), cancellation);

    public Task<StripeAnswer> SetCancellation(string id, bool atPeriodEnd, string idempotencyKey, CancellationToken cancellation) =>
        Change(id, new StripeForm().Add("cancel_at_period_end", atPeriodEnd ? "true" : "false"), idempotencyKey, cancellation);

    public Task<StripeAnswer> SetDefaultPaymentMethod(string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation) =>
        Change(id, new StripeForm().Add("default_payment_method", paymentMethodId), idempotencyKey, cancellation);

    public Task<StripeAnswer> SetPrice(string id, string itemId, string priceId, string idempotencyKey, CancellationToken cancellation)
    {
        var form = new StripeForm()
            .Add("items[0][id]", itemId)
            .Add("items[0][price]", priceId)
            .Add("proration_behavior", "create_prorations")
            .Add("payment_behavior", "error_if_incomplete");
        return Change(id, form, idempotencyKey, cancellation);
    }

    public Task<StripeAnswer> DeleteSubscription(string id, CancellationToken cancellation) => Delete($"{Subscriptions}/{id}", cancellation);

    public Task<StripeAnswer> PayInvoice(string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation)
    {
        var form = new StripeForm().Add("payment_method", paymentMethodId).Add("off_session", "false");
        return Post($"/v1/invoices/{id}/pay", form, idempotencyKey, cancellation);
    }

    public Task<StripeAnswer> ListInvoicePayments(string paymentIntentId, CancellationToken cancellation)
    {
        var query = new StripeForm()
            .Add("payment[type]", "payment_intent")
            .Add("payment[payment_intent]", paymentIntentId)
            .AddList("expand", ["data.invoice"]);
        return Get("/v1/invoice_payments", query, cancellation);
    }

    private Task<StripeAnswer> Change(string id, StripeForm form, string idempotencyKey, CancellationToken cancellation) =>
        Post($"{Subscriptions}/{id}", form.AddList("expand", StripePages.OfSubscription), idempotencyKey, cancellation);
}
