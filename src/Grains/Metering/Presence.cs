using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>
/// Everything LiveKit has told about one user's presence in one session's room: several connections, devices and re-joins are a union.
/// Facts may come twice and in any order. Every change answers a new value, and the same instance when nothing is new.
/// </summary>
public sealed record Presence
{
    /// <summary>Connections that are over and still known one by one; of older ones only the time is kept.</summary>
    public const int NewestClosed = 16;

    /// <summary>Finished rooms that are remembered against late joins.</summary>
    public const int FinishedRooms = 8;

    public static readonly Presence None = new();

    public ImmutableArray<Connection> Connections { get; init; } = [];

    public ImmutableArray<FinishedRoom> Finished { get; init; } = [];

    /// <summary>The time of forgotten connections: starts and ends in turn, milliseconds since 1970 (a quarter of the text of instants).</summary>
    public ImmutableArray<long> PastMs { get; init; } = [];

    /// <summary>The earliest start of a forgotten connection.</summary>
    public DateTimeOffset? FirstForgotten { get; init; }

    /// <summary>At least one connection has ever been present: LiveKit is the evidence now.</summary>
    public bool Any => FirstFrom is not null;

    /// <summary>Some connection is open.</summary>
    public bool Here => Connections.Any(IsOpen);

    /// <summary>The latest end, when nobody is here.</summary>
    public DateTimeOffset? LeftAt => LastEnd?.At;

    /// <summary>That end came from an event; otherwise it was inferred.</summary>
    public bool LeftIsKnown => LastEnd is { IsKnown: true };

    /// <summary>That end was the room's.</summary>
    public bool RoomFinished => LastEnd is { IsOfRoom: true };

    /// <summary>Gaps between stretches of presence.</summary>
    public int Interruptions => Math.Max(0, SpanSets.Union(Stretches(null)).Length - 1);

    private DateTimeOffset? FirstFrom => Connections.Select(connection => connection.Start).Append(FirstForgotten).Min();

    private PresenceEnd? LastEnd
    {
        get
        {
            if (Here) return null;
            var ends = Connections.Where(connection => connection.Start is not null).Select(connection => EndOf(connection)!.Value);
            if (PastMs is [.., var lastMs]) ends = ends.Append(new(DateTimeOffset.FromUnixTimeMilliseconds(lastMs), true, false));
            return ends.OrderBy(end => end.At).ThenBy(end => end.IsKnown).ThenBy(end => end.IsOfRoom)
                .Select(end => (PresenceEnd?)end).LastOrDefault();
        }
    }

    /// <summary>This connection has been heard of.</summary>
    public bool Knows(string participantSid) => Connections.Any(connection => connection.ParticipantSid == participantSid);

    /// <summary>A joined event.</summary>
    public Presence Join(string roomSid, string participantSid, DateTimeOffset from) =>
        Change(roomSid, participantSid, connection => connection.Joined(from));

    /// <summary>
    /// A left event. <paramref name="joinedFrom"/>, from the event's participant, is the start of a connection of which no join is known;
    /// without it nothing was present, but a join that comes late is over at <paramref name="at"/>.
    /// </summary>
    public Presence Leave(string roomSid, string participantSid, DateTimeOffset? joinedFrom, DateTimeOffset at) =>
        Change(roomSid, participantSid, connection => connection.Inferred(joinedFrom).Left(at));

    /// <summary>A connection_aborted event: an end like any other; who never joined was never present.</summary>
    public Presence Abort(string roomSid, string participantSid, DateTimeOffset at) => Leave(roomSid, participantSid, null, at);

    /// <summary>
    /// A room_finished event: the end of everybody in it, also of those whose joined event comes later. <paramref name="unheardSince"/>, when LiveKit has been
    /// silent for too long to be trusted: they may have left at any time since then, so they were there until then, unless a left event tells better.
    /// </summary>
    public Presence Finish(string roomSid, DateTimeOffset at, DateTimeOffset? unheardSince = null)
    {
        var index = Finished.FindIndex(room => room.Sid == roomSid);
        if (index >= 0 && Finished[index].At <= at) return this;
        var here = unheardSince is { } since
            ? [.. Connections.Select(connection => IsOpen(connection) && IsIn(connection, roomSid, at) ? connection.Lost(since) : connection)]
            : Connections;
        var room = new FinishedRoom(roomSid, at);
        var presence = this with { Connections = here, Finished = index < 0 ? Finished.Add(room) : Finished.SetItem(index, room) };
        if (presence.Finished.Length > FinishedRooms) presence = presence.ForgetOldestRoom();
        return presence.Bounded(presence.Connections);
    }

    /// <summary>
    /// LiveKit was asked at <paramref name="askedAt"/> who is there. Whoever is missing was there until <paramref name="confirmedAt"/>, as
    /// far as anybody knows, until a left event tells better or it is seen again.
    /// </summary>
    public Presence Observe(ImmutableArray<Sighting> present, DateTimeOffset askedAt, DateTimeOffset confirmedAt)
    {
        ImmutableArray<Connection> connections = [.. Connections.Select(connection =>
            !IsOpen(connection) || connection.Start >= askedAt ? connection : connection.Lost(confirmedAt))];
        foreach (var (participantSid, from) in present)
        {
            var index = connections.FindIndex(connection => connection.ParticipantSid == participantSid);
            var known = index < 0 ? new Connection { ParticipantSid = participantSid } : connections[index];
            var seen = (known.Start is null ? known.Inferred(from) : known) with { LostAt = null };
            connections = index < 0 ? connections.Add(seen) : connections.SetItem(index, seen);
        }

        return Bounded(connections);
    }

    /// <summary>
    /// The time that counts: the union of all connections. Nothing is before <paramref name="notBefore"/> or from <paramref name="notAfter"/> on;
    /// who is still here counts up to <paramref name="trustedUntil"/>, without it for as long as it lasts.
    /// </summary>
    public ImmutableArray<Span> Spans(DateTimeOffset notBefore, DateTimeOffset? trustedUntil, DateTimeOffset? notAfter) =>
        SpanSets.Union(Stretches(trustedUntil).Select(span => span.Clip(notBefore, notAfter)));

    /// <summary>What of <paramref name="driven"/>, a session that its client started, was before anybody was seen; all of it when nobody ever was.</summary>
    public Span BeforeAnybody(Span driven) => FirstFrom is { } first ? driven with { To = Instants.Earlier(driven.End, first) } : driven;

    private Presence Change(string roomSid, string participantSid, Func<Connection, Connection> change)
    {
        var index = Connections.FindIndex(connection => connection.ParticipantSid == participantSid);
        var known = index < 0 ? new Connection { ParticipantSid = participantSid } : Connections[index];
        var changed = change(known with { RoomSid = known.RoomSid ?? roomSid });
        return Bounded(index < 0 ? Connections.Add(changed) : Connections.SetItem(index, changed));
    }

    private bool IsOpen(Connection connection) => connection.Start is not null && EndOf(connection) is null;

    private PresenceEnd? EndOf(Connection connection)
    {
        var own = connection.LeftAt ?? connection.LostAt;
        if (RoomEndOf(connection) is { } roomEnd && !(own < roomEnd)) return Ended(roomEnd, isKnown: true, isOfRoom: true);
        return own is { } at ? Ended(at, isKnown: connection.LeftAt is not null, isOfRoom: false) : null;

        // Whole seconds on the wire: an end may lie before its start.
        PresenceEnd Ended(DateTimeOffset end, bool isKnown, bool isOfRoom) =>
            new(connection.Start is { } start ? Instants.Later(start, end) : end, isKnown, isOfRoom);
    }

    /// <summary>A connection whose room nobody has named yet ends with any room that ended after its start.</summary>
    private static bool IsIn(Connection connection, string roomSid, DateTimeOffset roomEnd) =>
        connection.RoomSid is { } sid ? roomSid == sid : connection.Start < roomEnd;

    private DateTimeOffset? RoomEndOf(Connection connection)
    {
        DateTimeOffset? earliest = null;
        foreach (var room in Finished)
            if (IsIn(connection, room.Sid, room.At))
                earliest = earliest < room.At ? earliest : room.At;
        return earliest;
    }

    private IEnumerable<Span> Stretches(DateTimeOffset? trustedUntil)
    {
        for (var i = 0; i < PastMs.Length; i += 2)
            yield return new(DateTimeOffset.FromUnixTimeMilliseconds(PastMs[i]), DateTimeOffset.FromUnixTimeMilliseconds(PastMs[i + 1]));
        foreach (var connection in Connections)
            if (connection.Start is { } start) yield return new(start, EndOf(connection)?.At ?? trustedUntil);
    }

    private Presence ForgetOldestRoom()
    {
        var oldest = Finished.MinBy(room => room.At)!;
        return this with
        {
            Finished = Finished.Remove(oldest),
            Connections = [.. Connections.Select(connection =>
                EndOf(connection) is { IsOfRoom: true } end && RoomEndOf(connection) == oldest.At ? connection.Left(end.At) : connection)],
        };
    }

    /// <summary>Takes over <paramref name="connections"/>, except those that have been over for so long that only their time is kept.</summary>
    private Presence Bounded(ImmutableArray<Connection> connections)
    {
        var over = connections
            .Select(connection => (Connection: connection, End: EndOf(connection)?.At))
            .Where(closed => closed.End is not null)
            .OrderByDescending(closed => closed.End)
            .ThenBy(closed => closed.Connection.ParticipantSid, StringComparer.Ordinal)
            .Skip(NewestClosed).Select(closed => closed.Connection).ToArray();
        var bounded = this with { Connections = connections };
        if (over.Length > 0)
        {
            var past = SpanSets.Union((bounded with { Connections = [.. over] }).Stretches(null));
            bounded = bounded with
            {
                Connections = connections.RemoveAll(over.Contains),
                PastMs = [.. past.SelectMany(span => new[] { span.From.ToUnixTimeMilliseconds(), span.End.ToUnixTimeMilliseconds() })],
                FirstForgotten = over.Select(connection => connection.Start).Append(FirstForgotten).Min(),
            };
        }

        return bounded.Connections.SequenceEqual(Connections) && bounded.PastMs.SequenceEqual(PastMs)
            && bounded.FirstForgotten == FirstForgotten ? this : bounded;
    }

    private readonly record struct PresenceEnd(DateTimeOffset At, bool IsKnown, bool IsOfRoom);
}
