namespace MindBot.Simulators.Stripe.Events;

/// <summary>An event of the simulator.</summary>
/// <param name="Created">Unix seconds.</param>
/// <param name="ObjectJson">The object as it was then.</param>
internal sealed record SimulatedEvent(
    string Id, string Type, long Created, string ObjectJson, string? RequestId, string? IdempotencyKey, EventDelivery Delivery)
{
    /// <summary>What of it was different before; null for what is no change.</summary>
    public string? PreviousJson { get; init; }
}

internal enum EventDelivery
{
    /// <summary>The account had no webhook endpoint.</summary>
    NotWanted,
    Pending,
    Delivered,
    GivenUp,
}
