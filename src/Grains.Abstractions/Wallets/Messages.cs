using System.Collections.Immutable;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Grains.Wallets;

/// <summary>
/// Credit to add: <paramref name="Micros"/> of base-rate time, good from now to <paramref name="ExpiresAt"/>; null: for one calendar year.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.CreditRequest")]
public sealed record CreditRequest(
    [property: Id(0)] string CardId, [property: Id(1)] string? Code, [property: Id(2)] long Micros,
    [property: Id(3)] DateTimeOffset CreatedAt, [property: Id(4)] DateTimeOffset? ExpiresAt = null,
    [property: Id(5)] string? Note = null);

/// <summary>Who asks: the session, its activation's epoch, and the number of the operation within it.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.SegmentCaller")]
public sealed record SegmentCaller([property: Id(0)] string SessionId, [property: Id(1)] long Epoch, [property: Id(2)] long Sequence);

/// <summary>
/// A session to be metered. Rate (permille) null: as the session that it replaces in the room, else base rate. Present: LiveKit says so, rather
/// than the client.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.OpenSegment")]
public sealed record OpenSegment(
    [property: Id(0)] SegmentCaller Caller, [property: Id(1)] string Room, [property: Id(2)] int? RatePermille,
    [property: Id(3)] DateTimeOffset At, [property: Id(4)] DateTimeOffset? LimitAt, [property: Id(5)] bool Present = false);

/// <summary>A stretch of presence, half-open; null: still going on.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.PresenceSpan")]
public sealed record PresenceSpan([property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset? To);

/// <summary>How the wallet took a session's operation.</summary>
[GenerateSerializer, Alias("mindbot.SegmentVerdict")]
public enum SegmentVerdict
{
    Done = 0,
    Repeated = 1,

    /// <summary>A newer activation holds the session: stop without any outward effect.</summary>
    Superseded = 2,

    /// <summary>The session is settled; the reply says how.</summary>
    Closed = 3,
    Unknown = 4,
    InsufficientBalance = 5,
    TooManySessions = 6,
}

/// <summary>The wallet's answer to a session: its segment (while open) or its settlement (once closed), and when to expect the end of the pool.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.SegmentReply")]
public sealed record SegmentReply
{
    [Id(0)] public required SegmentVerdict Verdict { get; init; }
    [Id(1)] public required WalletPlan Plan { get; init; }
    [Id(2)] public SegmentView? Segment { get; init; }
    [Id(3)] public SessionSettlement? Settlement { get; init; }
}

/// <summary>What a session needs to know to arm its timers.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.WalletPlan")]
public sealed record WalletPlan(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] long AvailableMicros, [property: Id(2)] int ActiveCards,
    [property: Id(3)] DateTimeOffset? ExhaustsAt, [property: Id(4)] DateTimeOffset? LastUserSign);

/// <summary>An open segment. Not running since <c>StoppedAt</c>, when that is set; <c>Exhausted</c> tells why.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.SegmentView")]
public sealed record SegmentView(
    [property: Id(0)] long Epoch, [property: Id(1)] string Room, [property: Id(2)] int RatePermille, [property: Id(3)] DateTimeOffset OpenedAt,
    [property: Id(4)] DateTimeOffset? StoppedAt, [property: Id(5)] bool Exhausted, [property: Id(6)] DateTimeOffset ConfirmedUntil,
    [property: Id(7)] DateTimeOffset LastSignOfLife, [property: Id(8)] DateTimeOffset? LimitAt, [property: Id(9)] long ElapsedMs,
    [property: Id(10)] long ChargedMicros);

/// <summary>Unacknowledged entries and the sums that make the ledger add up at this very number.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.WalletOutbox")]
public sealed record WalletOutbox(
    [property: Id(0)] ImmutableArray<LedgerLine> Entries, [property: Id(1)] long LastEntry, [property: Id(2)] long AvailableMicros,
    [property: Id(3)] long ProvisionalMicros, [property: Id(4)] long DebtMicros);
