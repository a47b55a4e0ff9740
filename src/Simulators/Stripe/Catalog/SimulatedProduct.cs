using System.Collections.Immutable;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Catalog;

internal sealed record SimulatedProduct(string Id, string Name, long Created) : SimulatedObject(Id, Created)
{
    public string? Description { get; init; }
    public bool IsActive { get; init; } = true;
    public long Updated { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;
}
