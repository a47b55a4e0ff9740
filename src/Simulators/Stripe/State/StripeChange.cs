using System.Text.Json.Serialization;

namespace MindBot.Simulators.Stripe.State;

/// <summary>All that one request changes: becomes durable as one line, so a kill leaves all of it or nothing.</summary>
internal sealed record StripeChange
{
    public List<SimulatedIntent> Intents { get; init; } = [];
    public List<SimulatedEvent> Events { get; init; } = [];
    public RememberedReply? Reply { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Intents.Count == 0 && Events.Count == 0 && Reply is null;
}
