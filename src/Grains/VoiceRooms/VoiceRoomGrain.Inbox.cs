using System.Collections.Immutable;
using MindBot.Grains.Metering;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceRooms;

public sealed partial class VoiceRoomGrain
{
    /// <summary>More than a room can bring about before its sessions have taken them; then LiveKit is told to come again.</summary>
    private const int MostWaiting = 200;
    private const int RememberedEvents = 64, RememberedConnections = 16;

    /// <summary>An event about somebody's presence before the room was claimed is not about the session that claimed it; clocks differ.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromSeconds(60);

    /// <summary>
    /// What a session has been handed, and whether it has confirmed it. One batch at a time, so that what comes meanwhile is taken together.
    /// </summary>
    private readonly Dictionary<(string EventId, string SessionId), bool> handedOn = [];
    private bool hasUnwritten;

    /// <remarks>Its answer waits for the one write only; what follows is one way.</remarks>
    public async Task Receive(RoomEvent happened)
    {
        // In their lobby people only listen.
        if (this.GetPrimaryKeyString().StartsWith(RoomNames.LobbyPrefix, StringComparison.Ordinal)) return;
        if (Room.Received.Contains(happened.Id)) return;
        if (happened.Kind != RoomEventKind.Joined && Room.IsEmpty)
        {
            // Nobody ever had a session here, so there is nothing that this could end.
            DeactivateOnIdle();
            return;
        }

        if (Room.Inbox.Length >= MostWaiting) throw new OrleansException($"{MostWaiting} events of this room wait already.");
        // Somebody without a session has nobody to watch over their removal but this room.
        if (happened.Kind == RoomEventKind.Joined && Room.UserId != happened.UserId) await Remind();
        try
        {
            await Write(Room with { Inbox = Room.Inbox.Add(happened), Received = Newest(Room.Received.Add(happened.Id), RememberedEvents) });
        }
        finally
        {
            // Also after a failure: it may be durable all the same, and its repeat would find it received.
            await HandOn();
        }
    }

    /// <remarks>
    /// Not stored: if it is lost, LiveKit will be asked who is there. They count from now on; what was before is the other session's, or the client's.
    /// </remarks>
    public async Task Occupy(string userId, string sessionId)
    {
        if (Room.UserId != userId || Room.SessionId != sessionId)
        {
            if (Room.IsEmpty) DeactivateOnIdle();
            return;
        }

        if (Room.FormerSessionId is { } former) await Session(userId, former).Replaced();
        // Where LiveKit has told of nobody yet, everything is in storage: a session that only its client drives needs no room in memory.
        if (Room.Connections.IsEmpty && Room.Inbox.IsEmpty && Room.Unwelcome.IsEmpty && !hasUnwritten) DeactivateOnIdle();
        var still = Room.Connections.Where(connection => connection.IsOpen && connection.UserId == userId && connection.SessionId != sessionId).ToList();
        if (still.Count == 0) return;
        Remember(Room with
        {
            Connections = [.. Room.Connections.Select(connection => still.Contains(connection) ? connection with { SessionId = sessionId } : connection)],
            Inbox = Room.Inbox.AddRange(still.Select(connection => new RoomEvent(
                $"{connection.ParticipantSid}:{sessionId}", RoomEventKind.Joined, connection.RoomSid, clock.GetUtcNow(), connection.ParticipantSid, userId))),
        });
        await HandOn();
    }

    public Task Wake() => HandOn();

    public async Task Taken(string sessionId, ImmutableArray<string> eventIds, bool isOpen)
    {
        foreach (var eventId in eventIds)
        {
            handedOn[(eventId, sessionId)] = true;
            if (handedOn.Any(pair => pair.Key.EventId == eventId && !pair.Value)) continue;
            foreach (var pair in handedOn.Keys.Where(pair => pair.EventId == eventId).ToList()) handedOn.Remove(pair);
            if (Room.Inbox.FirstOrDefault(waiting => waiting.Id == eventId) is not { } taken) continue;
            if (taken.Kind == RoomEventKind.Joined && !isOpen) await Refuse(taken);
            // A write for that alone would be a waste: handing it on once more changes nothing.
            else Remember(Room with { Inbox = Room.Inbox.Remove(taken), Connections = ConnectionsAfter(taken) });
        }

        await HandOn();
    }

    /// <summary>Gives each session what waits for it, unless it is still busy with what it was given before.</summary>
    private async Task HandOn()
    {
        try
        {
            foreach (var happened in Room.Inbox)
                if (Sessions(happened).Count == 0) await Drop(happened);
            foreach (var batch in Room.Inbox.SelectMany(happened => Sessions(happened).Select(session => (session, happened: Told(session, happened))))
                         .GroupBy(pair => pair.session, pair => pair.happened))
                await HandOn(batch.Key.UserId, batch.Key.SessionId, batch);
        }
        finally
        {
            // Whatever could not be done now is tried again.
            Arm();
        }
    }

    private Task HandOn(string userId, string sessionId, IEnumerable<RoomEvent> waiting)
    {
        if (handedOn.Any(pair => pair.Key.SessionId == sessionId && !pair.Value)) return Task.CompletedTask;
        ImmutableArray<RoomEvent> fresh = [.. waiting.Where(happened => handedOn.TryAdd((happened.Id, sessionId), false))];
        return fresh.IsEmpty ? Task.CompletedTask : Session(userId, sessionId).Witness(this.GetPrimaryKeyString(), fresh);
    }

    /// <summary>
    /// The sessions that an event is about: whoever it was bound to first, else who holds the room; all that are here when it is closed. Of a connection's end
    /// the holder is told too: it may have seen in LiveKit's list who is still there since the session that they came with is over.
    /// </summary>
    private List<(string UserId, string SessionId)> Sessions(RoomEvent happened)
    {
        if (happened.Kind == RoomEventKind.Finished)
        {
            var here = Room.Connections.Where(known => known.RoomSid == happened.RoomSid).Select(known => (known.UserId, known.SessionId)).ToHashSet();
            if (Room is { UserId: { } holder, SessionId: { } held }) here.Add((holder, held));
            return [.. here];
        }

        if (Bound(happened) is { } connection)
            return happened.Kind == RoomEventKind.Joined || Room.UserId != connection.UserId || Room.SessionId is not { } holding || holding == connection.SessionId
                ? [(connection.UserId, connection.SessionId)]
                : [(connection.UserId, connection.SessionId), (connection.UserId, holding)];
        if (Room.UserId != happened.UserId || Room.SessionId is not { } sessionId || happened.At < Room.ClaimedAt - ClockDifference) return [];
        var bound = new RoomConnection(
            happened.ParticipantSid!, happened.RoomSid, happened.UserId!, sessionId, happened.At, IsOpen: happened.Kind == RoomEventKind.Joined);
        Remember(Room with { Connections = Newest(Room.Connections.Add(bound), RememberedConnections) });
        return [(bound.UserId, bound.SessionId)];
    }

    private RoomConnection? Bound(RoomEvent happened) => Room.Connections.FirstOrDefault(known => known.ParticipantSid == happened.ParticipantSid);

    /// <summary>What the holder has not seen of a connection that came with another session is not its own.</summary>
    private RoomEvent Told((string UserId, string SessionId) session, RoomEvent happened) =>
        Bound(happened) is { } connection && connection.SessionId != session.SessionId ? happened with { JoinedFrom = null } : happened;

    private Task Drop(RoomEvent happened)
    {
        if (happened.Kind == RoomEventKind.Joined) return Refuse(happened);
        Remember(Room with { Inbox = Room.Inbox.Remove(happened) });
        return Task.CompletedTask;
    }

    /// <summary>Their session is over, or they have none: nobody but this room sees to it that they go.</summary>
    private async Task Refuse(RoomEvent joined)
    {
        await Remind();
        await Write(Room with
        {
            Inbox = Room.Inbox.Remove(joined),
            Unwelcome = Room.Unwelcome.Remove(joined.UserId!).Add(joined.UserId!),
            Connections = Room.Connections.RemoveAll(known => known.ParticipantSid == joined.ParticipantSid),
        });
        await EvictUnwelcome();
    }

    private ImmutableArray<RoomConnection> ConnectionsAfter(RoomEvent taken) => taken.Kind == RoomEventKind.Joined
        ? Room.Connections
        : [.. Room.Connections.Select(known => known.ParticipantSid == taken.ParticipantSid || (taken.Kind == RoomEventKind.Finished && known.RoomSid == taken.RoomSid)
            ? known with { IsOpen = false }
            : known)];

    private async Task Write(VoiceRoomState next)
    {
        await state.Store(next);
        hasUnwritten = false;
    }

    /// <summary>In memory for now: it is written with the next event, or when the room is put away, and can be found out again.</summary>
    private void Remember(VoiceRoomState next)
    {
        state.State = next;
        hasUnwritten = true;
    }

    private static ImmutableArray<T> Newest<T>(ImmutableArray<T> all, int most) => all.Length <= most ? all : all[^most..];
}
