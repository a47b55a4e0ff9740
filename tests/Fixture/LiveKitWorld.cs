using System.Globalization;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Grains.VoiceRooms;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>
/// LiveKit as tests play it: who is in which room, what was asked of it, and the events that it would send. Events go out only when a test
/// says so, so each can be late, lost or doubled. It outlives the backend's process. Grains may ask it all at once; a test reads what it has written down when nobody asks.
/// </summary>
public sealed class LiveKitWorld(TimeProvider clock, LiveKitClock processClock) : IVoiceRooms
{
    private readonly Lock gate = new();
    private readonly List<Visit> present = [];
    private readonly Dictionary<Visit, (DateTimeOffset From, DateTimeOffset? To)> stays = [];
    private readonly Dictionary<string, string> rooms = [];
    private int number;

    /// <summary>Whether its server calls get no answer.</summary>
    public bool IsDown { get; set; }

    /// <summary>How far its wall clock is ahead of the backend's.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>What was asked of it, and answered.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The events of what it did by order: of those who were removed and of rooms that were deleted. A test may deliver them.</summary>
    public Queue<(string Room, RoomEvent Event)> Consequences { get; } = [];

    public List<(string Room, string Identity, string Text)> Messages { get; } = [];

    public List<NewRoom> Made { get; } = [];

    /// <summary>Brings its instants onto the process' timeline, as the front does.</summary>
    public LiveKitClock Clock { get; } = processClock;

    public bool IsPresent(string user, string room) => Visits(room).Any(visit => visit.UserId == user);

    /// <summary>From when to when, exactly, a user has been in a room, connection by connection; <c>To</c> null: still there.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset? To)> Stays(string user, string room)
    {
        lock (gate) return [.. stays.Where(stay => stay.Key.UserId == user && stay.Key.Room == room).Select(stay => stay.Value)];
    }

    public IReadOnlyList<Visit> Visits(string room)
    {
        lock (gate) return [.. present.Where(visit => visit.Room == room)];
    }

    public bool Exists(string room)
    {
        lock (gate) return rooms.ContainsKey(room);
    }

    /// <summary>Somebody's media is up. Their older connection with the same room, if any, stays: LiveKit closes it a moment later.</summary>
    public Visit Join(string user, string room, ParticipantKind kind = ParticipantKind.Standard)
    {
        lock (gate)
        {
            var visit = new Visit(room, Open(room), $"PA_{Next()}", user, kind, Second(Wall));
            present.Add(visit);
            stays.Add(visit, (clock.GetUtcNow(), null));
            return visit;
        }
    }

    /// <summary>The event of a join, as received now, which may be much later. Asked for again, it is the same event once more.</summary>
    public RoomEvent Joined(Visit visit) => new(
        $"EV_{visit.Sid}", RoomEventKind.Joined, visit.RoomSid, PresentFrom(visit), visit.Sid, visit.UserId, PresentFrom(visit));

    /// <summary>Somebody leaves now; answers the event of it.</summary>
    public RoomEvent Leave(Visit visit)
    {
        lock (gate)
        {
            Disconnect(visit);
            return Left(visit);
        }
    }

    /// <summary>LiveKit does not list somebody who is there, as it is known to do for a moment.</summary>
    public void Hides(Visit visit)
    {
        lock (gate) present.Remove(visit);
    }

    public void Shows(Visit visit)
    {
        lock (gate) present.Add(visit);
    }

    public RoomEvent Abort(Visit visit) => Leave(visit) with { Kind = RoomEventKind.Aborted, JoinedFrom = null };

    /// <summary>The room is closed now, with everybody in it; answers the event of it.</summary>
    public RoomEvent Finish(string room)
    {
        lock (gate)
        {
            foreach (var visit in Visits(room)) Disconnect(visit);
            rooms.Remove(room, out var sid);
            return new RoomEvent($"EV_{Next()}", RoomEventKind.Finished, sid!, Instant());
        }
    }

    /// <summary>LiveKit starts again with an empty memory: nobody is there, and nobody is told.</summary>
    public void Restart()
    {
        lock (gate)
        {
            foreach (var visit in present.ToList()) Disconnect(visit);
            rooms.Clear();
        }
    }

    public Task Create(NewRoom room, CancellationToken cancellation = default) => Answer($"create {room.Name}", () =>
    {
        Open(room.Name);
        Made.Add(room);
    });

    public Task Delete(string room, CancellationToken cancellation = default) => Answer($"delete {room}", () =>
    {
        if (!Exists(room)) return;
        foreach (var visit in Visits(room)) Consequences.Enqueue((room, Left(visit)));
        Consequences.Enqueue((room, Finish(room)));
    });

    public Task<IReadOnlyList<RoomSummary>> List(IReadOnlyCollection<string> names, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<RoomSummary>>("list", () =>
            [.. names.Where(Exists).Select(name => new RoomSummary(name, rooms[name], present.Count(visit => visit.Room == name && IsCounted(visit))))]);

    public Task<IReadOnlyList<RoomParticipant>> ListParticipants(string room, CancellationToken cancellation = default) =>
        Answer<IReadOnlyList<RoomParticipant>>($"look {room}", () =>
            [.. Visits(room).Select(visit => new RoomParticipant(visit.Sid, visit.UserId, visit.Kind, visit.JoinedAt, IsConnected: true))]);

    public Task Remove(string room, string identity, CancellationToken cancellation = default) => Answer($"remove {identity} from {room}", () =>
    {
        foreach (var visit in Visits(room).Where(visit => visit.UserId == identity)) Consequences.Enqueue((room, Leave(visit)));
    });

    public Task Send(RoomMessage message, CancellationToken cancellation = default) => Answer(
        $"send to {message.Identity} in {message.Room}",
        () => Messages.Add((message.Room, message.Identity, System.Text.Encoding.UTF8.GetString(message.Payload.Span))));

    private Task Answer(string call, Action carryOut) => Answer(call, () =>
    {
        carryOut();
        return true;
    });

    private Task<T> Answer<T>(string call, Func<T> carryOut)
    {
        lock (gate)
        {
            if (IsDown) throw new VoiceRoomsUnavailableException("LiveKit is down.");
            Calls.Add(call);
            return Task.FromResult(carryOut());
        }
    }

    private string Next() => (++number).ToString(CultureInfo.InvariantCulture);

    private DateTimeOffset Wall => clock.GetUtcNow() + Skew;

    /// <summary>Every room of a name has a sid of its own.</summary>
    private string Open(string room)
    {
        if (!Exists(room)) rooms.Add(room, $"RM_{room}_{Next()}");
        return rooms[room];
    }

    private void Disconnect(Visit visit)
    {
        if (present.Remove(visit)) stays[visit] = stays[visit] with { To = clock.GetUtcNow() };
    }

    private RoomEvent Left(Visit visit) => new(
        $"EV_{Next()}", RoomEventKind.Left, visit.RoomSid, Instant(), visit.Sid, visit.UserId, PresentFrom(visit));

    private DateTimeOffset Instant() => Clock.Instant(Second(Wall), Wall);

    private DateTimeOffset PresentFrom(Visit visit) => Clock.PresentFrom(visit.JoinedAt, Wall);

    /// <summary>LiveKit's numParticipants leaves out those who only serve others.</summary>
    private static bool IsCounted(Visit visit) => visit.Kind is not (ParticipantKind.Agent or ParticipantKind.Egress);

    private static DateTimeOffset Second(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

/// <summary>One connection of a participant; <paramref name="JoinedAt"/> in whole seconds, as LiveKit says it.</summary>
public sealed record Visit(string Room, string RoomSid, string Sid, string UserId, ParticipantKind Kind, DateTimeOffset JoinedAt);
