namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>A room to be made. Null: LiveKit's default. The agents join as soon as somebody does.</summary>
public sealed record NewRoom(string Name)
{
    /// <summary>Seconds until a room that nobody has joined closes (LiveKit's default: 300).</summary>
    public int? EmptyTimeoutSeconds { get; init; }

    /// <summary>Seconds until a room that everybody has left closes (LiveKit's default: 20).</summary>
    public int? DepartureTimeoutSeconds { get; init; }

    public int? MaxParticipants { get; init; }

    public IReadOnlyList<AgentDispatch> Agents { get; init; } = [];
}
