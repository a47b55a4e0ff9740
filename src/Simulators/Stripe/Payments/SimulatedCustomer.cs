using System.Collections.Immutable;
using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

/// <param name="Created">Unix seconds.</param>
internal sealed record SimulatedCustomer(string Id, long Created) : SimulatedObject(Id, Created)
{
    public string? Email { get; init; }
    public string? Name { get; init; }
    public string? Phone { get; init; }
    public string? Description { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = StripeMetadata.None;
    public string? DefaultPaymentMethod { get; init; }

    /// <summary>Below zero: what the next invoices are reduced by.</summary>
    public long Balance { get; init; }

    public bool IsDeleted { get; init; }
}
