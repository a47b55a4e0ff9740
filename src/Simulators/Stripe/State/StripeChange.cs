using System.Text.Json.Serialization;
using MindBot.Simulators.Stripe.Events;

namespace MindBot.Simulators.Stripe.State;

/// <summary>All that one request changes: becomes durable as one line, so a kill leaves all of it or nothing.</summary>
internal sealed record StripeChange
{
    public List<SimulatedObject> Objects { get; init; } = [];
    public List<SimulatedEvent> Events { get; init; } = [];
    public RememberedReply? Reply { get; init; }

    /// <summary>How far the account's clock is ahead of the real one from now on.</summary>
    public long? ClockAheadSeconds { get; init; }

    [JsonIgnore]
    public bool IsEmpty => Objects.Count == 0 && Events.Count == 0 && Reply is null && ClockAheadSeconds is null;
}
