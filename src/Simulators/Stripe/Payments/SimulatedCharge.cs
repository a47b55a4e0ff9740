using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary>An attempt to pay an intent.</summary>
/// <param name="Card">Which test card it was.</param>
internal sealed record SimulatedCharge(string Id, string Intent, long Amount, string Currency, string Card, long Created) : SimulatedObject(Id, Created)
{
    public string? Customer { get; init; }
    public string? PaymentMethod { get; init; }
    public string? Description { get; init; }
    public string? ReceiptEmail { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;

    /// <summary>Null: it was paid.</summary>
    public SimulatedDecline? Decline { get; init; }

    public long AmountRefunded { get; init; }
    public string? Dispute { get; init; }

    [JsonIgnore]
    public bool IsPaid => Decline is null;
}
