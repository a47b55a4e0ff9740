namespace MindBot.Gateways.Stripe;

/// <summary>An order for a PaymentIntent.</summary>
/// <param name="AmountMinorUnits">What is due, in the currency's smallest unit (cents), at least 1.</param>
/// <param name="Currency">ISO 4217, lower case: <c>usd</c>.</param>
/// <param name="IdempotencyKey">Names the order (the time card's id), ≤ 255 characters: repeating it makes no second intent.</param>
public sealed record CreatePaymentIntent(long AmountMinorUnits, string Currency, string IdempotencyKey)
{
    /// <summary>What the intent is for; comes back in every webhook. See <see cref="PaymentMetadata"/>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>A <c>pm_…</c> confirms the intent at once; without one the client confirms with the client secret.</summary>
    public string? PaymentMethodId { get; init; }

    /// <summary>Whose payment it is; a saved payment method belongs to a customer.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Keeps the payment method for later payments without the customer being there.</summary>
    public bool SavePaymentMethod { get; init; }

    public string? Description { get; init; }

    public string? ReceiptEmail { get; init; }
}
