using System.Globalization;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Grains.VoiceRooms;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>
/// LiveKit as tests play it: who is in which room, what was asked of it, and the events that it would send. Events go out only when a test
/// says so, so each can be late, lost or doubled. It outlives the backend's process.
/// </summary>
public sealed class LiveKitWorld(TimeProvider clock) : IVoiceRooms
{
    private readonly List<Visit> present = [];
    private readonly HashSet<string> rooms = [];
    private int number;

    /// <summary>Whether its server calls get no answer.</summary>
    public bool IsDown { get; set; }

    /// <summary>What was asked of it, and answered.</summary>
    public List<string> Calls { get; } = [];

    public List<(string Room, string Identity, string Text)> Messages { get; } = [];

    public List<NewRoom> Made { get; } = [];

    public LiveKitClock Clock { get; } = new(clock, clock);

    public bool IsPresent(string user, string room) => present.Any(visit => visit.UserId == user && visit.Room == room);

    /// <summary>Somebody's media is up. Their older connection with the same room, if any, stays: LiveKit closes it a moment later.</summary>
    public Visit Join(string user, string room, ParticipantKind kind = ParticipantKind.Standard)
    {
        var visit = new Visit(room, RoomSid(room), $"PA_{Next()}", user, kind, Second(clock.GetUtcNow()));
        rooms.Add(room);
        present.Add(visit);
        return visit;
    }

    /// <summary>The event of a join, as sent now or later.</summary>
    public RoomEvent Joined(Visit visit) => new(
        $"EV_{Next()}", RoomEventKind.Joined, visit.RoomSid, Clock.PresentFrom(visit.JoinedAt), visit.Sid, visit.UserId, Clock.PresentFrom(visit.JoinedAt));

    /// <summary>Somebody leaves now; answers the event of it.</summary>
    public RoomEvent Leave(Visit visit)
    {
        present.Remove(visit);
        return new RoomEvent(
            $"EV_{Next()}", RoomEventKind.Left, visit.RoomSid, Second(clock.GetUtcNow()), visit.Sid, visit.UserId, Clock.PresentFrom(visit.JoinedAt));
    }

    public RoomEvent Abort(Visit visit) => Leave(visit) with { Kind = RoomEventKind.Aborted, JoinedFrom = null };

    /// <summary>The room is closed now, with everybody in it; answers the event of it.</summary>
    public RoomEvent Finish(string room)
    {
        var sid = RoomSid(room);
        present.RemoveAll(visit => visit.Room == room);
        rooms.Remove(room);
        return new RoomEvent($"EV_{Next()}", RoomEventKind.Finished, sid, Second(clock.GetUtcNow()));
    }

    /// <summary>LiveKit starts again with an empty memory: nobody is there, and nobody is told.</summary>
    public void Restart()
    {
        present.Clear();
        rooms.Clear();
    }

    public Task Create(NewRoom room, CancellationToken cancellation = default)
    {
        Answer($"create {room.Name}");
        rooms.Add(room.Name);
        Made.Add(room);
        return Task.CompletedTask;
    }

    public Task Delete(string room, CancellationToken cancellation = default)
    {
        Answer($"delete {room}");
        present.RemoveAll(visit => visit.Room == room);
        rooms.Remove(room);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<RoomSummary>> List(IReadOnlyCollection<string> names, CancellationToken cancellation = default)
    {
        Answer("list");
        return Task.FromResult<IReadOnlyList<RoomSummary>>(
            [.. names.Where(rooms.Contains).Select(name => new RoomSummary(name, RoomSid(name), present.Count(visit => visit.Room == name)))]);
    }

    public Task<IReadOnlyList<RoomParticipant>> ListParticipants(string room, CancellationToken cancellation = default)
    {
        Answer($"look {room}");
        return Task.FromResult<IReadOnlyList<RoomParticipant>>([.. present.Where(visit => visit.Room == room)
            .Select(visit => new RoomParticipant(visit.Sid, visit.UserId, visit.Kind, visit.JoinedAt, IsConnected: true))]);
    }

    public Task Remove(string room, string identity, CancellationToken cancellation = default)
    {
        Answer($"remove {identity} from {room}");
        present.RemoveAll(visit => visit.Room == room && visit.UserId == identity);
        return Task.CompletedTask;
    }

    public Task Send(RoomMessage message, CancellationToken cancellation = default)
    {
        Answer($"send to {message.Identity} in {message.Room}");
        Messages.Add((message.Room, message.Identity, System.Text.Encoding.UTF8.GetString(message.Payload.Span)));
        return Task.CompletedTask;
    }

    private void Answer(string call)
    {
        if (IsDown) throw new VoiceRoomsUnavailableException("LiveKit is down.");
        Calls.Add(call);
    }

    private string Next() => (++number).ToString(CultureInfo.InvariantCulture);

    private static string RoomSid(string room) => $"RM_{room}";

    private static DateTimeOffset Second(DateTimeOffset at) => DateTimeOffset.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
}

/// <summary>One connection of a participant; <paramref name="JoinedAt"/> in whole seconds, as LiveKit says it.</summary>
public sealed record Visit(string Room, string RoomSid, string Sid, string UserId, ParticipantKind Kind, DateTimeOffset JoinedAt);
