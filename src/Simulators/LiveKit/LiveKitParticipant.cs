using System.Collections.Immutable;
using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit;

/// <summary>Somebody in a room, at one moment.</summary>
public sealed record LiveKitParticipant(string Sid, string Identity, ParticipantKind Kind, DateTimeOffset JoinedAt)
{
    public LiveKitParticipantState State { get; init; } = LiveKitParticipantState.Active;
    public LiveKitDisconnectReason DisconnectReason { get; init; }
    public string Name { get; init; } = "";

    public string Metadata { get; init; } = "";
    public ImmutableSortedDictionary<string, string> Attributes { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public bool CanPublish { get; init; } = true;
    public bool CanSubscribe { get; init; } = true;
    public bool CanPublishData { get; init; } = true;
    public bool Hidden { get; init; }

    /// <summary>Of the one audio track; null before the media is up, and of those who may not publish.</summary>
    public string? TrackSid { get; init; }

    /// <summary>Agents and recorders neither count nor keep a room open.</summary>
    internal bool IsDependent => Kind is ParticipantKind.Agent or ParticipantKind.Egress;
}
