using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

/// <param name="Card">Which test card it stands for: a <c>pm_card_…</c> or a number.</param>
internal sealed record SimulatedPaymentMethod(string Id, string Card, string Fingerprint, long Created) : SimulatedObject(Id, Created)
{
    public string? Customer { get; init; }
    public string? HolderName { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;

    /// <summary>Good for one payment only, unless it is a customer's: it has been used, or detached.</summary>
    public bool IsSpent { get; init; }

    /// <summary>Its holder has agreed to payments in their absence.</summary>
    public bool IsSetUp { get; init; }

    [JsonIgnore]
    public TestCard TestCard => TestCards.Find(Card) ?? throw new InvalidOperationException($"There is no test card {Card}.");
}
