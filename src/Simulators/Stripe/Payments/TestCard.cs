using MindBot.Simulators.Stripe.Disputes;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary>A card of Stripe's test mode.</summary>
internal sealed record TestCard(string Brand)
{
    /// <summary>Why it is always refused; null when it is not.</summary>
    public SimulatedDecline? Decline { get; init; }

    /// <summary>Whether a customer can have it although it is refused: it fails when it is charged.</summary>
    public bool CanBeSaved { get; init; }

    public Authentication Authentication { get; init; }

    /// <summary>What its holder complains of as soon as it is charged; null: nothing.</summary>
    public DisputeKind? Dispute { get; init; }

    public RefundFate RefundFate { get; init; }
}

/// <summary>When a card pays only after its holder has proven to be there.</summary>
internal enum Authentication { Never, UntilSetUp, Always }

/// <summary>What becomes of a card's refunds.</summary>
internal enum RefundFate { Succeeds, IsPending, Fails }
