namespace MindBot.Gateways.LiveKit;

/// <summary>How LiveKit makes the room when the token's bearer is the first to join.</summary>
/// <param name="Agents">The agents that LiveKit sends into the new room.</param>
public sealed record RoomConfiguration(IReadOnlyList<AgentDispatch> Agents)
{
    /// <summary>Seconds until a room that nobody has joined closes; LiveKit's own default (300) when null.</summary>
    public int? EmptyTimeoutSeconds { get; init; }

    /// <summary>Seconds until a room that everybody has left closes; LiveKit's own default (20) when null.</summary>
    public int? DepartureTimeoutSeconds { get; init; }
}

/// <param name="Metadata">Goes to the agent alone; unlike the participant's it is not shown to the room.</param>
public sealed record AgentDispatch(string AgentName, string Metadata = "");
