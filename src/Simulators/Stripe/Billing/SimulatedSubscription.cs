using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary>A subscription with one item.</summary>
internal sealed record SimulatedSubscription(string Id, string Customer, string ItemId, string Currency, long Created) : SimulatedObject(Id, Created)
{
    public const string Incomplete = "incomplete";
    public const string IncompleteExpired = "incomplete_expired";
    public const string Active = "active";
    public const string PastDue = "past_due";
    public const string Unpaid = "unpaid";
    public const string Canceled = "canceled";
    public const string Paused = "paused";

    /// <summary>How long the first payment is waited for.</summary>
    public const long FirstPaymentSeconds = 23 * 3600;

    public required string Status { get; init; }
    public required string Price { get; init; }
    public required long Quantity { get; init; }

    /// <summary>From which the periods are counted, and how many have begun since.</summary>
    public required long Anchor { get; init; }
    public required int Periods { get; init; }

    public required long PeriodStart { get; init; }
    public required long PeriodEnd { get; init; }

    /// <summary>What the current period costs, its discounts taken off.</summary>
    public long PeriodAmount { get; init; }

    /// <summary>Of changes within a period, for the next invoice.</summary>
    public ImmutableList<InvoiceLine> Pending { get; init; } = [];

    public ImmutableList<string> Discounts { get; init; } = [];
    public string? DefaultPaymentMethod { get; init; }

    /// <summary>Whether the payment method that pays an invoice becomes its default.</summary>
    public bool KeepsPaymentMethod { get; init; }

    public string? LatestInvoice { get; init; }
    public string? PendingSetupIntent { get; init; }
    public string? Description { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;

    public bool CancelAtPeriodEnd { get; init; }
    public long? CanceledAt { get; init; }
    public long? EndedAt { get; init; }
    public string? CancellationReason { get; init; }
    public string? CancellationComment { get; init; }
    public string? CancellationFeedback { get; init; }

    /// <summary>void, mark_uncollectible or keep_as_draft: what becomes of invoices while collection is paused.</summary>
    public string? PauseBehavior { get; init; }
    public long? ResumesAt { get; init; }

    [JsonIgnore]
    public bool IsEnded => Status is Canceled or IncompleteExpired;

    public override long? DueAt => Status switch
    {
        Incomplete => Created + FirstPaymentSeconds,
        Active or PastDue or Unpaid => PeriodEnd,
        _ => null,
    };
}
