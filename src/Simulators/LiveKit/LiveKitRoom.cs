using System.Collections.Immutable;
using MindBot.Gateways.LiveKit;

namespace MindBot.Simulators.LiveKit;

/// <summary>A room, at one moment.</summary>
public sealed record LiveKitRoom(string Sid, string Name, DateTimeOffset CreatedAt, ImmutableArray<LiveKitParticipant> Participants)
{
    public uint EmptyTimeoutSeconds { get; init; }
    public uint DepartureTimeoutSeconds { get; init; }

    /// <summary>0: the server's own limit.</summary>
    public uint MaxParticipants { get; init; }
    public string Metadata { get; init; } = "";

    /// <summary>The agents that come with the first person. LiveKit's answers do not tell of them, and only the agent gets its metadata.</summary>
    public ImmutableArray<AgentDispatch> Agents { get; init; } = [];

    /// <summary>Without agents and recorders.</summary>
    public int NumParticipants => Participants.Count(participant => !participant.IsDependent);

    public int NumPublishers => Participants.Count(participant => participant.TrackSid is not null);
}
