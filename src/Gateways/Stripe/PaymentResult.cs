namespace MindBot.Gateways.Stripe;

/// <summary>What came of an order: <see cref="PaymentAccepted"/> or <see cref="PaymentDeclined"/>.</summary>
public abstract record PaymentResult
{
    private protected PaymentResult() { }
}

/// <summary>The intent exists. Whether it is paid is in its status.</summary>
public sealed record PaymentAccepted(PaymentIntent Intent) : PaymentResult;

/// <summary>The payment method was refused: by its bank, or because Stripe knows no such payment method.</summary>
/// <param name="Message">Stripe's sentence for the buyer.</param>
/// <param name="Code">Stripe's error code: <c>card_declined</c>, <c>expired_card</c>, <c>resource_missing</c> …</param>
/// <param name="DeclineCode">The bank's reason: <c>insufficient_funds</c> …</param>
/// <param name="Intent">The intent that was made all the same and waits for another payment method, if any.</param>
public sealed record PaymentDeclined(string Message, string? Code, string? DeclineCode, PaymentIntent? Intent) : PaymentResult;
