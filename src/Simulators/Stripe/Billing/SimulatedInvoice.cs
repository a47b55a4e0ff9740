using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Billing;

/// <param name="Reason">subscription_create, subscription_cycle or subscription_update.</param>
internal sealed record SimulatedInvoice(string Id, string Customer, string Subscription, string Reason, string Currency, long Created)
    : SimulatedObject(Id, Created)
{
    public const string Draft = "draft";
    public const string Open = "open";
    public const string Paid = "paid";
    public const string Void = "void";
    public const string Uncollectible = "uncollectible";

    public required string Number { get; init; }
    public required string Status { get; init; }
    public required ImmutableList<InvoiceLine> Lines { get; init; }
    public ImmutableList<string> Discounts { get; init; } = [];
    public long DiscountAmount { get; init; }
    public ImmutableSortedDictionary<string, string> SubscriptionMetadata { get; init; } = StripeMetadata.None;

    /// <summary>The customer's balance before and after it.</summary>
    public long StartingBalance { get; init; }
    public long? EndingBalance { get; init; }

    public long AmountDue { get; init; }

    /// <summary>The intent that pays it; null when nothing is due, or not yet.</summary>
    public string? Intent { get; init; }

    public int AttemptCount { get; init; }

    /// <summary>Those that nobody asked for: only they are repeated.</summary>
    public int AutomaticAttempts { get; init; }
    public long? NextAttemptAt { get; init; }

    public long? FinalizedAt { get; init; }
    public long? PaidAt { get; init; }
    public long? VoidedAt { get; init; }

    [JsonIgnore]
    public long Subtotal => Lines.Sum(line => line.Amount);

    [JsonIgnore]
    public long Total => Subtotal - DiscountAmount;

    public override long? DueAt => Status == Open ? NextAttemptAt : null;
}

/// <summary>A line of an invoice. Amounts are minor units, instants Unix seconds.</summary>
internal sealed record InvoiceLine(
    string Id, string Description, long Amount, string Price, long Quantity, long PeriodStart, long PeriodEnd, bool IsProration = false);
