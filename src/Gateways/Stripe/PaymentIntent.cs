namespace MindBot.Gateways.Stripe;

/// <summary>A Stripe PaymentIntent, as far as MindBot looks at it. Amounts are minor units.</summary>
/// <param name="ClientSecret">Lets the buyer's browser confirm this one intent. For the buyer only, never for a log.</param>
/// <param name="Status">One of <see cref="PaymentIntentStatus"/>, or a later one of Stripe's.</param>
/// <param name="LastErrorMessage">Why the last attempt to pay failed, a sentence for the buyer.</param>
public sealed record PaymentIntent(
    string Id,
    string ClientSecret,
    string Status,
    long AmountMinorUnits,
    long AmountReceivedMinorUnits,
    string Currency,
    IReadOnlyDictionary<string, string> Metadata,
    string? LastErrorMessage)
{
    /// <summary>Records print all their properties; the client secret must not reach a log that way.</summary>
    public override string ToString() => $"{Id} {Status} {AmountMinorUnits} {Currency}";
}
