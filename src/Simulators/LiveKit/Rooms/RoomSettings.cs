using System.Collections.Immutable;
using MindBot.Gateways.LiveKit;

namespace MindBot.Simulators.LiveKit.Rooms;

/// <summary>How a room is to be made, by CreateRoom or by the token of who joins first. 0: the server's default.</summary>
internal sealed record RoomSettings(string Name)
{
    public uint EmptyTimeoutSeconds { get; init; }
    public uint DepartureTimeoutSeconds { get; init; }
    public uint MaxParticipants { get; init; }
    public string Metadata { get; init; } = "";
    public ImmutableArray<AgentDispatch> Agents { get; init; } = [];
}
