namespace MindBot.Gateways.Stripe;

/// <summary>
/// The requests of Stripe's API that <see cref="StripePaymentGateway"/> is made of. An adapter only says them; what an answer means is judged once, in
/// the gateway. Each goes through <see cref="StripeCalls"/>, and an empty text is not sent: Stripe would take it as an order to clear the field.
/// </summary>
internal interface IStripeApi
{
    Task<StripeAnswer> CreatePaymentIntent(CreatePaymentIntent order, CancellationToken cancellation);
    Task<StripeAnswer> GetPaymentIntent(string id, CancellationToken cancellation);
    Task<StripeAnswer> CancelPaymentIntent(string id, string idempotencyKey, CancellationToken cancellation);
    Task<StripeAnswer> CreateCustomer(CreateCustomer order, CancellationToken cancellation);
    Task<StripeAnswer> DeleteCustomer(string id, CancellationToken cancellation);
    Task<StripeAnswer> AttachPaymentMethod(string id, string customerId, string idempotencyKey, CancellationToken cancellation);
    Task<StripeAnswer> GetPaymentMethod(string id, CancellationToken cancellation);
    Task<StripeAnswer> CreateRefund(CreateRefund order, CancellationToken cancellation);

    /// <summary>The newest of them, as many as Stripe gives in one page.</summary>
    Task<StripeAnswer> ListDisputes(string paymentIntentId, CancellationToken cancellation);

    /// <summary>The one active price with this lookup key, as a list.</summary>
    Task<StripeAnswer> ListPrices(string lookupKey, CancellationToken cancellation);
    Task<StripeAnswer> CreateProduct(string name, string idempotencyKey, CancellationToken cancellation);

    /// <summary>Takes the plan's lookup key over from the price that has it.</summary>
    Task<StripeAnswer> CreatePrice(PlanPrice plan, string productId, string idempotencyKey, CancellationToken cancellation);

    /// <summary>A coupon that is good for one invoice of one subscription.</summary>
    Task<StripeAnswer> CreateCoupon(CreateSubscription order, string idempotencyKey, CancellationToken cancellation);

    /// <summary>Incomplete, until somebody pays its first invoice.</summary>
    /// <param name="paymentMethodId">One that the customer has.</param>
    Task<StripeAnswer> CreateSubscription(CreateSubscription order, string? paymentMethodId, string? couponId, CancellationToken cancellation);
    Task<StripeAnswer> GetSubscription(string id, CancellationToken cancellation);
    Task<StripeAnswer> SetCancellation(string id, bool atPeriodEnd, string idempotencyKey, CancellationToken cancellation);
    Task<StripeAnswer> SetDefaultPaymentMethod(string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation);

    /// <summary>Prorated; refused when something is to be paid at once and cannot be.</summary>
    Task<StripeAnswer> SetPrice(string id, string itemId, string priceId, string idempotencyKey, CancellationToken cancellation);

    /// <summary>Ends it now. Stripe takes no idempotency key for it; a retry may find it already gone.</summary>
    Task<StripeAnswer> DeleteSubscription(string id, CancellationToken cancellation);
    Task<StripeAnswer> PayInvoice(string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation);

    /// <summary>The payments of invoices that are this payment, each with its invoice.</summary>
    Task<StripeAnswer> ListInvoicePayments(string paymentIntentId, CancellationToken cancellation);
    Task<StripeAnswer> GetEvent(string id, CancellationToken cancellation);
    Task<StripeAnswer> ListEvents(StripeEventQuery query, CancellationToken cancellation);
}
