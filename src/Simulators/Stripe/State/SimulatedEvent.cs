namespace MindBot.Simulators.Stripe.State;

/// <summary>An event of the simulator.</summary>
/// <param name="Created">Unix seconds.</param>
/// <param name="ObjectJson">The object as it was then.</param>
internal sealed record SimulatedEvent(
    string Id, string Type, long Created, string ObjectJson, string RequestId, string? IdempotencyKey, EventDelivery Delivery);

internal enum EventDelivery
{
    /// <summary>The account had no webhook endpoint.</summary>
    NotWanted,
    Pending,
    Delivered,
    GivenUp,
}
