namespace MindBot.Gateways.Stripe;

/// <summary>A subscription with one plan. Amounts are minor units.</summary>
/// <param name="Status">incomplete, incomplete_expired, trialing, active, past_due, canceled, unpaid or paused.</param>
/// <param name="ClientSecret">Confirms its open first invoice, or sets a payment method up; null when nothing is to be confirmed.</param>
/// <param name="AmountDueMinorUnits">Of its latest invoice.</param>
public sealed record Subscription(
    string Id, string CustomerId, string Status, string PriceId, DateTimeOffset CurrentPeriodStart, DateTimeOffset CurrentPeriodEnd,
    bool CancelAtPeriodEnd, DateTimeOffset? CanceledAt, DateTimeOffset? EndedAt, DateTimeOffset Created,
    IReadOnlyDictionary<string, string> Metadata, string? ClientSecret = null, long? AmountDueMinorUnits = null)
{
    /// <summary>The client secret must not reach a log.</summary>
    public override string ToString() => $"{Id} {Status} {PriceId}";
}

/// <summary>An order for a subscription with one plan.</summary>
/// <param name="IdempotencyKey">Names the order, ≤ 240 characters: repeating it makes no second subscription and pays nothing twice.</param>
public sealed record CreateSubscription(string CustomerId, string PriceId, string IdempotencyKey)
{
    /// <summary>A <c>pm_…</c> becomes the customer's and pays at once; without one the client confirms with the client secret.</summary>
    public string? PaymentMethodId { get; init; }

    /// <summary>Whether the payment method pays the first invoice in this call; otherwise the client confirms it with the client secret.</summary>
    public bool PayAtOnce { get; init; } = true;

    /// <summary>A discount of the first invoice in whole percent; null: none. Made as a coupon that is good once.</summary>
    public int? PercentOff { get; init; }

    /// <summary>Or as an amount, in minor units of <see cref="Currency"/>.</summary>
    public long? AmountOffMinorUnits { get; init; }

    public string Currency { get; init; } = "usd";

    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}

/// <summary>The subscription, or Stripe's sentence and codes why the payment method was refused.</summary>
public sealed record SubscriptionResult(Subscription? Subscription, string? DeclineMessage = null, string? Code = null, string? DeclineCode = null);

/// <summary>What a plan costs: an amount (minor units) every month or year.</summary>
/// <param name="LookupKey">Our name for the price at Stripe, ≤ 200 characters.</param>
/// <param name="Name">The product's, as invoices show it.</param>
/// <param name="Interval">month or year.</param>
public sealed record PlanPrice(string LookupKey, string Name, long AmountMinorUnits, string Currency, string Interval);
