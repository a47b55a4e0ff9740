using MindBot.Gateways.LiveKit;
using MindBot.Simulators.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit.Api;

/// <summary>Reads what CreateRoomRequest and a token's RoomConfiguration have in common.</summary>
internal static class RoomRequests
{
    private const int MaxAgents = 10;

    public static RoomSettings Settings(ProtoFields request, string name)
    {
        var agents = request.Messages("agents");
        if (agents.Length > MaxAgents) throw new FormatException($"more than {MaxAgents} agents");
        return new RoomSettings(name)
        {
            EmptyTimeoutSeconds = request.Unsigned("emptyTimeout"),
            DepartureTimeoutSeconds = request.Unsigned("departureTimeout"),
            MaxParticipants = request.Unsigned("maxParticipants"),
            Metadata = request.Text("metadata"),
            Agents = [.. agents.Select(agent => new AgentDispatch(agent.Text("agentName"), agent.Text("metadata")))],
        };
    }
}
