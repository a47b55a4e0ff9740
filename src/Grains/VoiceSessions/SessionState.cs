using System.Collections.Immutable;
using MindBot.Grains.Metering;
using MindBot.Grains.Personas;
using MindBot.Grains.VoiceRooms;

namespace MindBot.Grains.VoiceSessions;

[GenerateSerializer, Alias("mindbot.SessionPhase")]
public enum SessionPhase
{
    None = 0,
    Pending = 1,

    /// <summary>The wallet meters it, or is about to; written before the wallet is asked.</summary>
    Live = 2,
    Ended = 3,
}

[GenerateSerializer, Alias("mindbot.SessionState")]
public sealed record SessionState
{
    [Id(0)] public SessionPhase Phase { get; init; }
    [Id(1)] public string Room { get; init; } = "";
    [Id(2)] public int? RatePermille { get; init; }
    [Id(3)] public long LimitMs { get; init; }
    [Id(4)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>It was pending first; a start that is refused makes it so again.</summary>
    [Id(5)] public bool WasPending { get; init; }

    /// <summary>Paused for want of signs of life; written before the wallet is told.</summary>
    [Id(6)] public DateTimeOffset? UnattendedSince { get; init; }
    [Id(7)] public SessionResult? Result { get; init; }

    /// <summary>What LiveKit told about its user's presence; null when nothing yet.</summary>
    [Id(8)] public Presence? Presence { get; init; }

    /// <summary>When the client started it; null when somebody's presence did.</summary>
    [Id(9)] public DateTimeOffset? StartedAt { get; init; }

    /// <summary>What is to be done in LiveKit now that it is over; it may be done more than once.</summary>
    [Id(10)] public EvictionOrder? Eviction { get; init; }

    /// <summary>Its persona's tally is to have it, and has not said yet that it does.</summary>
    [Id(15)] public bool Uncounted { get; init; }

    /// <summary>The agent that the room is to be made with.</summary>
    [Id(11)] public RoomAgent? Agent { get; init; }

    /// <summary>Whom it is held with, as quoted.</summary>
    [Id(12)] public SessionPersona? Persona { get; init; }

    /// <summary>
    /// It was pending when its client ended it: it is live only to be charged for so much, at <see cref="StartedAt"/>. Kept, for whoever ends it may not be answered.
    /// </summary>
    [Id(16)] public long? EndsWithMs { get; init; }
}

/// <summary>The end of a session, as every later call answers it.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.SessionResult")]
public sealed record SessionResult(
    [property: Id(0)] string Status, [property: Id(1)] string Reason, [property: Id(2)] DateTimeOffset StartTime,
    [property: Id(3)] DateTimeOffset EndTime, [property: Id(4)] long ElapsedMs, [property: Id(5)] long ChargedMicros,
    [property: Id(6)] ImmutableArray<SessionPiece> Pieces, [property: Id(7)] long BalanceMicros, [property: Id(8)] int ActiveCards);
