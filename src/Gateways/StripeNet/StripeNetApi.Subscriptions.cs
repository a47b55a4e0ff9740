using MindBot.Gateways.Stripe;
using Sdk = global::Stripe;

namespace MindBot.Gateways.StripeNet;

internal sealed partial class StripeNetApi
{
    public Task<StripeAnswer> ListPrices(string lookupKey, CancellationToken cancellation)
    {
        var parameters = new Sdk.PriceListOptions { LookupKeys = [lookupKey], Active = true, Limit = 1 };
        return Send((stripe, request, limited) => stripe.Prices.ListAsync(parameters, request, limited), cancellation);
    }

    public Task<StripeAnswer> CreateProduct(string name, string idempotencyKey, CancellationToken cancellation)
    {
        var parameters = new Sdk.ProductCreateOptions { Name = Given(name) };
        return Send((stripe, request, limited) => stripe.Products.CreateAsync(parameters, request, limited), cancellation, idempotencyKey);
    }

    public Task<StripeAnswer> CreatePrice(PlanPrice plan, string productId, string idempotencyKey, CancellationToken cancellation)
    {
        var parameters = new Sdk.PriceCreateOptions
        {
            Product = productId,
            Currency = plan.Currency,
            UnitAmount = plan.AmountMinorUnits,
            Recurring = new Sdk.PriceRecurringOptions { Interval = plan.Interval },
            LookupKey = plan.LookupKey,
            TransferLookupKey = true,
        };
        return Send((stripe, request, limited) => stripe.Prices.CreateAsync(parameters, request, limited), cancellation, idempotencyKey);
    }

    public Task<StripeAnswer> CreateCoupon(CreateSubscription order, string idempotencyKey, CancellationToken cancellation)
    {
        var parameters = new Sdk.CouponCreateOptions
        {
            PercentOff = order.PercentOff,
            AmountOff = order.AmountOffMinorUnits,
            Currency = order.AmountOffMinorUnits is null ? null : order.Currency,
            Duration = "once",
            MaxRedemptions = 1,
        };
        return Send((stripe, request, limited) => stripe.Coupons.CreateAsync(parameters, request, limited), cancellation, idempotencyKey);
    }

    public Task<StripeAnswer> CreateSubscription(
        CreateSubscription order, string? paymentMethodId, string? couponId, CancellationToken cancellation)
    {
        var parameters = new Sdk.SubscriptionCreateOptions
        {
            Customer = order.CustomerId,
            Items = [new Sdk.SubscriptionItemOptions { Price = order.PriceId }],
            PaymentBehavior = "default_incomplete",
            PaymentSettings = new Sdk.SubscriptionPaymentSettingsOptions { SaveDefaultPaymentMethod = "on_subscription" },
            DefaultPaymentMethod = paymentMethodId,
            Metadata = Given(order.Metadata),
            Expand = [.. StripePages.OfSubscription],
        };
        if (couponId is not null) parameters.Discounts = [new Sdk.SubscriptionDiscountOptions { Coupon = couponId }];
        return Send((stripe, request, limited) => stripe.Subscriptions.CreateAsync(parameters, request, limited), cancellation, order.IdempotencyKey);
    }

    public Task<StripeAnswer> GetSubscription(string id, CancellationToken cancellation)
    {
        var parameters = new Sdk.SubscriptionGetOptions { Expand = [.. StripePages.OfSubscription] };
        return Send((stripe, request, limited) => stripe.Subscriptions.GetAsync(id, parameters, request, limited), cancellation);
    }

    public Task<StripeAnswer> SetCancellation(string id, bool atPeriodEnd, string idempotencyKey, CancellationToken cancellation) =>
        Change(id, new Sdk.SubscriptionUpdateOptions { CancelAtPeriodEnd = atPeriodEnd }, idempotencyKey, cancellation);

    public Task<StripeAnswer> SetDefaultPaymentMethod(string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation) =>
        Change(id, new Sdk.SubscriptionUpdateOptions { DefaultPaymentMethod = paymentMethodId }, idempotencyKey, cancellation);

    public Task<StripeAnswer> SetPrice(string id, string itemId, string priceId, string idempotencyKey, CancellationToken cancellation)
    {
        var parameters = new Sdk.SubscriptionUpdateOptions
        {
            Items = [new Sdk.SubscriptionItemOptions { Id = itemId, Price = priceId }],
            ProrationBehavior = "create_prorations",
            PaymentBehavior = "error_if_incomplete",
        };
        return Change(id, parameters, idempotencyKey, cancellation);
    }

    public Task<StripeAnswer> DeleteSubscription(string id, CancellationToken cancellation) =>
        Send((stripe, request, limited) => stripe.Subscriptions.CancelAsync(id, null, request, limited), cancellation);

    public Task<StripeAnswer> PayInvoice(string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation)
    {
        var parameters = new Sdk.InvoicePayOptions { PaymentMethod = paymentMethodId, OffSession = false };
        return Send((stripe, request, limited) => stripe.Invoices.PayAsync(id, parameters, request, limited), cancellation, idempotencyKey);
    }

    public Task<StripeAnswer> ListInvoicePayments(string paymentIntentId, CancellationToken cancellation)
    {
        var parameters = new Sdk.InvoicePaymentListOptions
        {
            Payment = new Sdk.InvoicePaymentPaymentOptions { Type = "payment_intent", PaymentIntent = paymentIntentId },
            Expand = ["data.invoice"],
        };
        return Send((stripe, request, limited) => stripe.InvoicePayments.ListAsync(parameters, request, limited), cancellation);
    }

    private Task<StripeAnswer> Change(string id, Sdk.SubscriptionUpdateOptions parameters, string idempotencyKey, CancellationToken cancellation)
    {
        parameters.Expand = [.. StripePages.OfSubscription];
        return Send((stripe, request, limited) => stripe.Subscriptions.UpdateAsync(id, parameters, request, limited), cancellation, idempotencyKey);
    }
}
