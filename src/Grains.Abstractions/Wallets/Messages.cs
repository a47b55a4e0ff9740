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

/// <summary>The most time of a UTC day (milliseconds) that all of a user's sessions with the same key may have together.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.SegmentQuota")]
public sealed record SegmentQuota([property: Id(0)] string Key, [property: Id(1)] long DailyLimitMs);

/// <summary>
/// A session to be metered. Rate (permille) null: at the rate and with the quota of the session that it replaces in the room, else at base rate.
/// Present: LiveKit says so, rather than the client.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.OpenSegment")]
public sealed record OpenSegment(
    [property: Id(0)] SegmentCaller Caller, [property: Id(1)] string Room, [property: Id(2)] int? RatePermille,
    [property: Id(3)] DateTimeOffset At, [property: Id(4)] DateTimeOffset? LimitAt, [property: Id(5)] bool Present = false,
    [property: Id(6)] SegmentQuota? Quota = null);

/// <summary>A stretch of presence, half-open; null: still going on.</summary>
/// <param name="OnWord">Only the client tells of it: what was metered in it stays charged, and nothing else.</param>
[GenerateSerializer, Immutable, Alias("mindbot.PresenceSpan")]
public sealed record PresenceSpan(
    [property: Id(0)] DateTimeOffset From, [property: Id(1)] DateTimeOffset? To, [property: Id(2)] bool OnWord = false);

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

    /// <summary>The day's allowance is used up, or what the client reported is more than what is left of it; nothing changed.</summary>
    DailyLimitReached = 7,

    /// <summary>An operator has frozen the wallet; nothing changed.</summary>
    WalletFrozen = 8,
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

/// <summary>
/// What a session needs to know to arm its timers. As a hint: <c>Unchanged</c> when the segment of the session that is told runs or stands as before, so that
/// these times are all that is new to it, its day's limit (<c>DailyLimitAt</c>) among them; otherwise it has to ask.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.WalletPlan")]
public sealed record WalletPlan(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] long AvailableMicros, [property: Id(2)] int ActiveCards,
    [property: Id(3)] DateTimeOffset? ExhaustsAt, [property: Id(4)] DateTimeOffset? LastUserSign, [property: Id(5)] bool Unchanged = false,
    [property: Id(6)] DateTimeOffset? DailyLimitAt = null);

/// <summary>
/// An open segment. Not running since <c>StoppedAt</c>, when that is set; <c>Exhausted</c> and <c>AtDailyLimit</c> tell why. <c>LimitAt</c> is its
/// own limit; <c>DailyLimitAt</c> is when the day's allowance of its quota ends if all go on as they do, which others may move.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.SegmentView")]
public sealed record SegmentView(
    [property: Id(0)] long Epoch, [property: Id(1)] string Room, [property: Id(2)] int RatePermille, [property: Id(3)] DateTimeOffset OpenedAt,
    [property: Id(4)] DateTimeOffset? StoppedAt, [property: Id(5)] bool Exhausted, [property: Id(6)] DateTimeOffset ConfirmedUntil,
    [property: Id(7)] DateTimeOffset LastSignOfLife, [property: Id(8)] DateTimeOffset? LimitAt, [property: Id(9)] long ElapsedMs,
    [property: Id(10)] long ChargedMicros, [property: Id(11)] DateTimeOffset? DailyLimitAt = null, [property: Id(12)] bool AtDailyLimit = false);

/// <summary>Unacknowledged entries and the sums that make the ledger add up at this very number.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.WalletOutbox")]
public sealed record WalletOutbox(
    [property: Id(0)] ImmutableArray<LedgerLine> Entries, [property: Id(1)] long LastEntry, [property: Id(2)] long AvailableMicros,
    [property: Id(3)] long ProvisionalMicros, [property: Id(4)] long DebtMicros);
