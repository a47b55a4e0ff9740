using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.LiveKit.Webhooks;
using MindBot.Grains.Users;
using MindBot.Grains.VoiceRooms;

namespace MindBot.WebFront.VoiceRooms;

/// <summary>Picks what concerns metering out of LiveKit's events.</summary>
internal static class LiveKitEvents
{
    /// <summary>The room's name and what happened there; null for everything that says nothing about the presence of one of our users.</summary>
    public static (string Room, RoomEvent Event)? ToRoomEvent(this LiveKitEvent happened, LiveKitClock clock)
    {
        if (Kind(happened.Type) is not { } kind || happened.Room is not { Name.Length: > 0 } room || happened.Id.Length == 0) return null;
        if (kind == RoomEventKind.Finished)
            return (room.Name, new RoomEvent(happened.Id, kind, room.Sid, clock.Instant(happened.CreatedAt, happened.SentAt)));

        // Agents, recorders and people of other applications are nobody's minutes.
        if (happened.Participant is not { Kind: ParticipantKind.Standard or ParticipantKind.Sip, Sid.Length: > 0 } participant) return null;
        if (!UserId.IsOne(participant.Identity)) return null;
        var at = kind == RoomEventKind.Joined
            ? clock.PresentFrom(happened.CreatedAt, happened.SentAt)
            : clock.Instant(happened.CreatedAt, happened.SentAt);
        DateTimeOffset? joinedFrom = participant.JoinedAt is { } joinedAt ? clock.PresentFrom(joinedAt, happened.SentAt) : null;
        return (room.Name, new RoomEvent(happened.Id, kind, room.Sid, at, participant.Sid, participant.Identity, joinedFrom));
    }

    private static RoomEventKind? Kind(string type) => type switch
    {
        LiveKitEventType.ParticipantJoined => RoomEventKind.Joined,
        LiveKitEventType.ParticipantLeft => RoomEventKind.Left,
        LiveKitEventType.ParticipantConnectionAborted => RoomEventKind.Aborted,
        LiveKitEventType.RoomFinished => RoomEventKind.Finished,
        _ => null,
    };
}
