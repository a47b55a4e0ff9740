using MindBot.Simulators.LiveKit.Api;
using MindBot.Simulators.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit.Webhooks;

/// <summary>Makes the webhook events of what happens.</summary>
internal sealed class LiveKitEvents(WebhookDispatcher dispatcher, LiveKitIds ids, TimeProvider time)
{
    public void RoomStarted(LiveKitRoom room) => Add("room_started", room);
    public void RoomFinished(LiveKitRoom room) => Add("room_finished", room);
    public void Joined(LiveKitRoom room, LiveKitParticipant participant) => Add("participant_joined", room, participant);
    public void Left(LiveKitRoom room, LiveKitParticipant participant) => Add("participant_left", room, participant);
    public void Aborted(LiveKitRoom room, LiveKitParticipant participant) => Add("participant_connection_aborted", room, participant);

    public void TrackPublished(LiveKitRoom room, LiveKitParticipant participant)
    {
        var (id, now) = (ids.Event(), time.GetUtcNow());
        dispatcher.Add(new WebhookEvent(id, "track_published", room.Name, LiveKitWire.TrackEvent(id, now, room, participant)));
    }

    /// <summary>Drops what has not been delivered.</summary>
    public void Forget() => dispatcher.Forget();

    private void Add(string type, LiveKitRoom room, LiveKitParticipant? participant = null)
    {
        var (id, now) = (ids.Event(), time.GetUtcNow());
        dispatcher.Add(new WebhookEvent(id, type, room.Name, LiveKitWire.Event(id, type, now, room, participant)));
    }
}
