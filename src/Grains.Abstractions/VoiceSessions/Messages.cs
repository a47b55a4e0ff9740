using System.Collections.Immutable;
using MindBot.Grains.Personas;
using MindBot.Grains.VoiceRooms;

namespace MindBot.Grains.VoiceSessions;

/// <summary>
/// On what terms a session is held. Rate (permille) null: that of the session it replaces in the room, else base rate. Limit in milliseconds;
/// null: the default. The agent, when there is one, is sent into the room.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.SessionTerms")]
public sealed record SessionTerms(
    [property: Id(0)] string Room, [property: Id(1)] int? RatePermille = null, [property: Id(2)] long? LimitMs = null,
    [property: Id(3)] RoomAgent? Agent = null, [property: Id(4)] SessionPersona? Persona = null);

/// <summary>The session after the call, or why not.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.SessionReply")]
public sealed record SessionReply
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public SessionView? Session { get; init; }

    /// <summary>Balance in microseconds of base-rate time: at the start for a start, after the end for an end.</summary>
    [Id(2)] public long BalanceMicros { get; init; }
    [Id(3)] public int ActiveCards { get; init; }
}

/// <summary>A session as its user sees it. <c>Status</c>: pending, active, completed or cancelled.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.SessionView")]
public sealed record SessionView
{
    [Id(0)] public required string SessionId { get; init; }
    [Id(1)] public required string Room { get; init; }
    [Id(2)] public required string Status { get; init; }

    /// <summary>Pending until it started: then the instant at which it was made.</summary>
    [Id(3)] public required DateTimeOffset StartTime { get; init; }
    [Id(4)] public DateTimeOffset? EndTime { get; init; }
    [Id(5)] public string? EndReason { get; init; }
    [Id(6)] public required long ElapsedMs { get; init; }
    [Id(7)] public required long ChargedMicros { get; init; }
    [Id(8)] public int? RatePermille { get; init; }
    [Id(9)] public DateTimeOffset? LimitAt { get; init; }
    [Id(10)] public bool Paused { get; init; }

    /// <summary>The account of a finished session, piece by piece; empty while it is open.</summary>
    [Id(11)] public ImmutableArray<SessionPiece> Pieces { get; init; } = [];

    /// <summary>Null: a session of its own, with nobody of the catalog.</summary>
    [Id(12)] public SessionPersona? Persona { get; init; }

    /// <summary>What is left of the session's own limit, in milliseconds; null once it is over.</summary>
    [Id(13)] public long? LimitLeftMs { get; init; }
}

/// <summary>How a closed session was settled, once and for all.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.SessionSettlement")]
public sealed record SessionSettlement(
    [property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset OpenedAt, [property: Id(2)] DateTimeOffset ClosedAt,
    [property: Id(3)] long ElapsedMs, [property: Id(4)] long ChargedMicros, [property: Id(5)] ImmutableArray<SessionPiece> Pieces);

/// <summary>
/// A stretch at one rate: elapsed × rate = Σ debits + forgiven (microseconds). <c>Basis</c>: server, client or presence.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.SessionPiece")]
public sealed record SessionPiece(
    [property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset To, [property: Id(2)] long ElapsedMs,
    [property: Id(3)] int RatePermille, [property: Id(4)] string Basis, [property: Id(5)] ImmutableArray<SessionDebit> Debits,
    [property: Id(6)] long ForgivenMicros);

[GenerateSerializer, Immutable, Alias("mindbot.SessionDebit")]
public sealed record SessionDebit([property: Id(0)] string CardId, [property: Id(1)] long Micros);
