using MindBot.Simulators.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit;

/// <summary>A client's connection to a room: what LiveKit's client SDKs would hold. Safe for use by several threads.</summary>
public sealed class LiveKitConnection
{
    private const int MaxReceived = 1_000;

    private readonly LiveKitServer server;
    private readonly Lock gate = new();
    private readonly Queue<LiveKitDataMessage> received = new();
    private (LiveKitDisconnectReason Reason, DateTimeOffset At)? end;
    private bool isDropped;

    internal LiveKitConnection(LiveKitServer server, LiveKitRoom room, LiveKitParticipant participant)
    {
        this.server = server;
        (Room, RoomSid, ParticipantSid, Identity, JoinedAt) = (room.Name, room.Sid, participant.Sid, participant.Identity, participant.JoinedAt);
    }

    public string Room { get; }
    public string RoomSid { get; }
    public string ParticipantSid { get; }
    public string Identity { get; }
    public DateTimeOffset JoinedAt { get; }

    /// <summary>Why the server has ended it; null as long as the server takes it for connected.</summary>
    public LiveKitDisconnectReason? Closed
    {
        get { lock (gate) return end?.Reason; }
    }

    /// <summary>When the server ended it.</summary>
    public DateTimeOffset? ClosedAt
    {
        get { lock (gate) return end?.At; }
    }

    /// <summary>The latest data messages, oldest first.</summary>
    public IReadOnlyList<LiveKitDataMessage> Received
    {
        get { lock (gate) return [.. received]; }
    }

    /// <summary>Leaves as a client does that says so. Nothing when it is closed already.</summary>
    public void Leave() => server.End(this, LiveKitDisconnectReason.ClientInitiated);

    /// <summary>Loses the connection: no message comes any more, and the server notices only after its connection timeout.</summary>
    public void Drop()
    {
        lock (gate)
        {
            if (isDropped || end is not null) return;
            isDropped = true;
        }
        server.Lose(this, LiveKitDisconnectReason.ConnectionTimeout);
    }

    internal void Receive(LiveKitDataMessage message)
    {
        lock (gate)
        {
            if (isDropped) return;
            received.Enqueue(message);
            if (received.Count > MaxReceived) received.Dequeue();
        }
    }

    internal void Close(LiveKitDisconnectReason reason, DateTimeOffset at)
    {
        lock (gate) end ??= (reason, at);
    }
}
