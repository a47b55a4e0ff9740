namespace MindBot.Gateways.Stripe;

/// <summary>
/// What MindBot asks of Stripe. Every call ends within <see cref="StripeOptions.OperationLimit"/>.
/// </summary>
/// <exception cref="PaymentGatewayUnavailable">
/// Stripe did not answer, or not in time. The outcome is unknown: call again with the same idempotency key.
/// </exception>
/// <exception cref="PaymentGatewayException">
/// Stripe refused the request itself: a bug or a wrong key; calling again does not help.
/// </exception>
public interface IPaymentGateway
{
    /// <summary>Makes a PaymentIntent and, when it comes with a payment method, confirms it in the same call.</summary>
    Task<PaymentResult> CreatePaymentIntent(CreatePaymentIntent request, CancellationToken cancellation = default);

    /// <summary>The intent as Stripe has it now; null when Stripe knows none with this id.</summary>
    Task<PaymentIntent?> RetrievePaymentIntent(string id, CancellationToken cancellation = default);

    /// <summary>
    /// Cancels the intent and answers it as it is afterwards: <see cref="PaymentIntentStatus.Canceled"/>, or, when the payment
    /// was faster, the status that could not be canceled any more. Null when Stripe knows none with this id.
    /// </summary>
    Task<PaymentIntent?> CancelPaymentIntent(string id, CancellationToken cancellation = default);

    /// <summary>
    /// Makes the customer of one of our users; its metadata names the user. Keep its id: Stripe remembers the idempotency key for a
    /// day, and refuses it with another name or address.
    /// </summary>
    Task<Customer> CreateCustomer(CreateCustomer request, CancellationToken cancellation = default);

    /// <summary>
    /// Deletes a customer with the payment methods that are kept of it, and ends its subscriptions. What was paid stays, and can be refunded. Does nothing
    /// when Stripe knows none with this id, or no longer.
    /// </summary>
    Task DeleteCustomer(string id, CancellationToken cancellation = default);

    /// <summary>Gives money back, all of it or a part. What a payment has been refunded so far comes with every event about its charge.</summary>
    Task<RefundResult> CreateRefund(CreateRefund request, CancellationToken cancellation = default);

    /// <summary>The disputes of one payment, newest first.</summary>
    Task<IReadOnlyList<Dispute>> ListDisputes(string paymentIntentId, CancellationToken cancellation = default);

    /// <summary>The price of a plan: found by its lookup key, made with its product when Stripe has none yet.</summary>
    Task<string> EnsurePrice(PlanPrice plan, CancellationToken cancellation = default);

    /// <summary>
    /// Begins a subscription; incomplete until its first invoice is paid, unless the payment method pays at once. A payment method
    /// that the customer cannot have leaves none; a declined first payment leaves it incomplete, for another one.
    /// </summary>
    Task<SubscriptionResult> CreateSubscription(CreateSubscription request, CancellationToken cancellation = default);

    /// <summary>The subscription as Stripe has it now; null when Stripe knows none with this id.</summary>
    Task<Subscription?> RetrieveSubscription(string id, CancellationToken cancellation = default);

    /// <summary>Ends a subscription at the end of its paid period, or now. Null when Stripe knows none with this id.</summary>
    Task<Subscription?> CancelSubscription(string id, bool atPeriodEnd, CancellationToken cancellation = default);

    /// <summary>
    /// Takes a cancellation at the end of the period back. Answers the subscription as it is afterwards: ended, when that was too late. Null when Stripe
    /// knows none with this id.
    /// </summary>
    Task<Subscription?> UndoCancellation(string id, CancellationToken cancellation = default);

    /// <summary>
    /// Pays an open invoice with this payment method, and every later one. Declined, nothing has changed; one that wants its holder's consent leaves the
    /// client secret to confirm with.
    /// </summary>
    Task<SubscriptionResult> ChangePaymentMethod(
        string id, string paymentMethodId, string idempotencyKey, CancellationToken cancellation = default);

    /// <summary>The subscription's invoice that a PaymentIntent pays; null when it pays none. The intent itself does not say.</summary>
    Task<SubscriptionInvoice?> FindInvoice(string paymentIntentId, CancellationToken cancellation = default);

    /// <summary>
    /// Puts a subscription on another price at once; the difference is prorated on its next invoice. Another interval begins and
    /// charges a new period; when that is declined, nothing changes.
    /// </summary>
    Task<SubscriptionResult> ChangeSubscription(string id, string priceId, string idempotencyKey, CancellationToken cancellation = default);

    /// <summary>One event; null when Stripe knows none with this id, or has forgotten it after 30 days.</summary>
    Task<StripeEvent?> RetrieveEvent(string id, CancellationToken cancellation = default);

    /// <summary>
    /// Events of these types created at or after an instant, oldest first, in pages: <paramref name="after"/> is the last event of the page before.
    /// Stripe keeps events for 30 days; after one that it has forgotten the list begins anew. One whose object cannot be read is listed all the same.
    /// </summary>
    Task<EventPage> ListEvents(
        IReadOnlyCollection<string> types, DateTimeOffset createdFrom, string? after = null, CancellationToken cancellation = default);
}
