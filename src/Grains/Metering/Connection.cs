namespace MindBot.Grains.Metering;

/// <summary>A participant whom LiveKit named when it was asked, present since <paramref name="From"/> as far as it knows.</summary>
public readonly record struct Sighting(string ParticipantSid, DateTimeOffset From);

/// <summary>A LiveKit room that is over.</summary>
public sealed record FinishedRoom(string Sid, DateTimeOffset At);

/// <summary>
/// What LiveKit has told about one connection of a user to a room. Each fact has a place of its own, so that the order in which facts
/// arrive cannot matter. Without a start it was never present: only its end was told.
/// </summary>
public sealed record Connection
{
    public required string ParticipantSid { get; init; }

    /// <summary>Null while only LiveKit's list of participants has named this connection.</summary>
    public string? RoomSid { get; init; }

    /// <summary>As a joined event said.</summary>
    public DateTimeOffset? JoinedAt { get; init; }

    /// <summary>As something else than a joined event said; null once there is one.</summary>
    public DateTimeOffset? InferredFrom { get; init; }

    /// <summary>The earliest end that an event of this participant told.</summary>
    public DateTimeOffset? LeftAt { get; init; }

    /// <summary>LiveKit was asked and did not know it any more, or its room is over and nobody has heard of it for long; null once an event told its end.</summary>
    public DateTimeOffset? LostAt { get; init; }

    public DateTimeOffset? Start => JoinedAt ?? InferredFrom;

    internal Connection Joined(DateTimeOffset from) => this with
    {
        JoinedAt = JoinedAt is { } known ? Instants.Earlier(known, from) : from,
        InferredFrom = null,
    };

    internal Connection Inferred(DateTimeOffset? from)
    {
        if (JoinedAt is not null || from is not { } start) return this;
        return this with { InferredFrom = InferredFrom is { } known ? Instants.Earlier(known, start) : start };
    }

    /// <summary>Present at <paramref name="confirmedAt"/>, as far as anybody knows, and gone now.</summary>
    internal Connection Lost(DateTimeOffset confirmedAt) => this with { LostAt = Instants.Later(Start!.Value, confirmedAt) };

    internal Connection Left(DateTimeOffset at) => this with
    {
        LeftAt = LeftAt is { } known ? Instants.Earlier(known, at) : at,
        LostAt = null,
    };
}
