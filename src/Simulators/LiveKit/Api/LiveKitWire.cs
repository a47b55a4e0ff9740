using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit.Api;

/// <summary>LiveKit's messages as they go over the wire, fields in the order of livekit_models.proto.</summary>
internal static class LiveKitWire
{
    public static byte[] Event(string id, string type, DateTimeOffset now, LiveKitRoom room, LiveKitParticipant? participant) =>
        ProtoWriter.Write(ProtoStyle.Event, json =>
        {
            json.Text("event", type);
            json.Message("room", fields => Room(fields, room));
            if (participant is not null) json.Message("participant", fields => Participant(fields, participant));
            Stamp(json, id, now);
        });

    /// <summary>Of room and participant LiveKit tells only the ids here.</summary>
    public static byte[] TrackEvent(string id, DateTimeOffset now, LiveKitRoom room, LiveKitParticipant participant) =>
        ProtoWriter.Write(ProtoStyle.Event, json =>
        {
            json.Text("event", "track_published");
            json.Message("room", fields =>
            {
                fields.Text("sid", room.Sid);
                fields.Text("name", room.Name);
            });
            json.Message("participant", fields =>
            {
                fields.Text("sid", participant.Sid);
                fields.Text("identity", participant.Identity);
            });
            json.Message("track", fields => Track(fields, participant.TrackSid!));
            Stamp(json, id, now);
        });

    public static void Room(ProtoWriter json, LiveKitRoom room)
    {
        json.Text("sid", room.Sid);
        json.Text("name", room.Name);
        json.Number("emptyTimeout", room.EmptyTimeoutSeconds);
        json.Number("departureTimeout", room.DepartureTimeoutSeconds);
        json.Number("maxParticipants", room.MaxParticipants);
        json.Long("creationTime", room.CreatedAt.ToUnixTimeSeconds());
        json.Long("creationTimeMs", room.CreatedAt.ToUnixTimeMilliseconds());
        json.Text("turnPassword", "");
        json.NoItems("enabledCodecs");
        json.Text("metadata", room.Metadata);
        json.Number("numParticipants", room.NumParticipants);
        json.Number("numPublishers", room.NumPublishers);
        json.Boolean("activeRecording", false);
        json.Message("version", null);
    }

    public static void Participant(ProtoWriter json, LiveKitParticipant participant)
    {
        json.Text("sid", participant.Sid);
        json.Text("identity", participant.Identity);
        json.Enumeration("state", participant.State);
        json.List("tracks", participant.TrackSid is { } sid ? [sid] : Array.Empty<string>(), Track);
        json.Text("metadata", participant.Metadata);
        json.Long("joinedAt", participant.JoinedAt.ToUnixTimeSeconds());
        json.Long("joinedAtMs", participant.JoinedAt.ToUnixTimeMilliseconds());
        json.Text("name", participant.Name);
        json.Number("version", 0);
        json.Message("permission", fields => Permission(fields, participant));
        json.Text("region", "");
        json.Boolean("isPublisher", participant.TrackSid is not null);
        json.Enumeration("kind", participant.Kind);
        json.Map("attributes", participant.Attributes);
        json.Enumeration("disconnectReason", participant.DisconnectReason);
        json.NoItems("kindDetails");
    }

    private static void Permission(ProtoWriter json, LiveKitParticipant participant)
    {
        json.Boolean("canSubscribe", participant.CanSubscribe);
        json.Boolean("canPublish", participant.CanPublish);
        json.Boolean("canPublishData", participant.CanPublishData);
        json.NoItems("canPublishSources");
        json.Boolean("hidden", participant.Hidden);
        json.Boolean("recorder", false);
        json.Boolean("canUpdateMetadata", false);
        json.Boolean("agent", participant.Kind == ParticipantKind.Agent);
        json.Boolean("canSubscribeMetrics", false);
    }

    /// <summary>A microphone's; AUDIO is the type's zero.</summary>
    private static void Track(ProtoWriter json, string sid)
    {
        json.Text("sid", sid);
        json.Enumeration("type", TrackType.Audio);
        json.Text("name", "microphone");
        json.Boolean("muted", false);
        json.Enumeration("source", TrackSource.Microphone);
        json.Text("mimeType", "audio/red");
        json.Text("stream", "camera");
    }

    private static void Stamp(ProtoWriter json, string id, DateTimeOffset now)
    {
        json.Text("id", id);
        json.Long("createdAt", now.ToUnixTimeSeconds());
    }

    private enum TrackType { Audio }

    private enum TrackSource { Unknown, Camera, Microphone }
}
