using System.Collections.Immutable;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Simulators.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit.Tokens;

/// <summary>What a verified token says.</summary>
internal sealed record LiveKitClaims(string Identity, LiveKitGrants Grants)
{
    public static LiveKitClaims None { get; } = new("", new LiveKitGrants());

    public string Name { get; init; } = "";
    public string Metadata { get; init; } = "";
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public ParticipantKind Kind { get; init; }

    /// <summary>The room that may be joined, and how it is made if it is not there.</summary>
    public RoomSettings Room { get; init; } = new("");

    public LiveKitParticipant ToParticipant(string sid, DateTimeOffset now) => new(sid, Identity, Kind, now)
    {
        State = LiveKitParticipantState.Joined,
        Name = Name,
        Metadata = Metadata,
        Attributes = Attributes,
        CanPublish = Grants.CanPublish,
        CanSubscribe = Grants.CanSubscribe,
        CanPublishData = Grants.CanPublishData,
        Hidden = Grants.Hidden,
    };
}
