namespace MindBot.Gateways.LiveKit.Webhooks;

/// <summary>The events that metering goes by.</summary>
public static class LiveKitEventType
{
    public const string ParticipantJoined = "participant_joined";
    public const string ParticipantLeft = "participant_left";

    /// <summary>A connection that never got its media up; it was never present.</summary>
    public const string ParticipantConnectionAborted = "participant_connection_aborted";
    public const string RoomFinished = "room_finished";
}
