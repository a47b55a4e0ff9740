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
}
