using System.Collections.Immutable;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Refunds;

internal sealed record SimulatedRefund(string Id, string Charge, string Intent, long Amount, string Currency, long Created) : SimulatedObject(Id, Created)
{
    public string Status { get; init; } = "succeeded";
    public string? Reason { get; init; }
    public string? FailureReason { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;

    /// <summary>When its bank decides; null: it has.</summary>
    public long? DecidedAt { get; init; }

    public override long? DueAt => DecidedAt;
}
