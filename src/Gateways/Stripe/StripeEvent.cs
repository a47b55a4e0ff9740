using System.Text.Json;

namespace MindBot.Gateways.Stripe;

/// <summary>The envelope of a Stripe webhook.</summary>
/// <param name="Id"><c>evt_…</c>: deliveries with the same id are one event.</param>
/// <param name="Type">E.g. <see cref="StripeEventType.PaymentIntentSucceeded"/>.</param>
/// <param name="Created">When it happened, to the second; not the order of delivery.</param>
/// <param name="ApiVersion">The version the object was written in; null for some objects.</param>
/// <param name="Object">The thing the event is about, as it was then.</param>
/// <param name="PaymentIntent">The same, typed, for <c>payment_intent.*</c>; null for all others.</param>
public sealed record StripeEvent(
    string Id,
    string Type,
    DateTimeOffset Created,
    bool Livemode,
    string? ApiVersion,
    JsonElement Object,
    PaymentIntent? PaymentIntent)
{
    /// <summary>Typed, for <c>charge.refunded</c>.</summary>
    public Charge? Charge { get; init; }

    /// <summary>Typed, for <c>refund.*</c>.</summary>
    public Refund? Refund { get; init; }

    /// <summary>Typed, for <c>charge.dispute.*</c>.</summary>
    public Dispute? Dispute { get; init; }

    /// <summary>Typed, for <c>customer.subscription.*</c>.</summary>
    public Subscription? Subscription { get; init; }

    /// <summary>The subscription that an <c>invoice.*</c> is about.</summary>
    public string? InvoicedSubscriptionId { get; init; }

    /// <summary>The metadata that this subscription had when the invoice was made; empty for other events.</summary>
    public IReadOnlyDictionary<string, string> InvoicedMetadata { get; init; } = new Dictionary<string, string>();

    /// <summary>It was listed, but its object is not what its type says: nothing typed is there.</summary>
    public bool IsUnreadable { get; init; }

    /// <summary>Reads a webhook's body. Only for bodies whose signature has been verified.</summary>
    /// <exception cref="PaymentGatewayException">The body is no Stripe event.</exception>
    public static StripeEvent Parse(ReadOnlySpan<byte> rawBody) => StripeJson.ReadEvent(rawBody);

    /// <summary>The object holds client secrets; printing an event must not print them.</summary>
    public override string ToString() => $"{Id} {Type}";
}
