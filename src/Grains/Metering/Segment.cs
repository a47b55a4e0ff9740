using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>How a piece of a session came to be measured.</summary>
public enum Basis
{
    /// <summary>By this server's clock between a start and an end.</summary>
    Server,

    /// <summary>Reported by the client beyond what the server measured.</summary>
    Client,

    /// <summary>Confirmed by LiveKit.</summary>
    Presence,
}

/// <summary>Microseconds taken from one card.</summary>
public readonly record struct Debit(string CardId, long Micros);

/// <summary>
/// A stretch of one session at one rate. Always Σ debits + forgiven = elapsed × rate (I2); only the last millisecond before
/// exhaustion forgives anything: less than a millisecond's worth of the pool, at most all of that millisecond of one session.
/// </summary>
public readonly record struct Piece(DateTimeOffset From, long ElapsedMs, int RatePermille, Basis Basis, ImmutableArray<Debit> Debits, long ForgivenMicros = 0)
{
    public DateTimeOffset To => From.AddMs(ElapsedMs);

    public long ChargedMicros
    {
        get
        {
            var sum = 0L;
            foreach (var debit in Debits) sum += debit.Micros;
            return sum;
        }
    }
}

/// <summary>A segment's rate from an instant on.</summary>
public sealed record RateSince(DateTimeOffset Since, int RatePermille);

public enum SegmentState
{
    Running,

    /// <summary>Kept open without accruing: the participant left for a moment, or nobody has given a sign of life.</summary>
    Paused,

    /// <summary>The wallet ran empty. It accrues nothing until credit arrives and its session resumes it.</summary>
    Exhausted,

    /// <summary>The day's allowance of its quota ended. Its session closes it there.</summary>
    Limited,
}

/// <summary>
/// An open session's claim on the wallet. Its debits are provisional until it is closed: closing or pausing it at an earlier
/// instant gives them back, newest first.
/// </summary>
public sealed record Segment
{
    public required string SessionId { get; init; }
    public required string Room { get; init; }
    public required int RatePermille { get; init; }
    public required SegmentState State { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Since when it is not running; null while it is.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The last instant at which its own session vouched for it. After a crash nothing beyond it is charged.</summary>
    public required DateTimeOffset ConfirmedUntil { get; init; }

    public required DateTimeOffset LastSignOfLife { get; init; }

    /// <summary>When the session's own limit ends it, for display; the session enforces it.</summary>
    public DateTimeOffset? LimitAt { get; init; }

    /// <summary>The daily limit that it counts for; null: none.</summary>
    public Quota? Quota { get; init; }

    /// <summary>The session activation that may settle this segment (I5); lower ones are refused.</summary>
    public required long Epoch { get; init; }

    /// <summary>The last operation of that session that took effect; repeats are recognised by it.</summary>
    public required long Sequence { get; init; }

    public ImmutableArray<Piece> Pieces { get; init; } = [];

    /// <summary>While the pool was empty: whoever was there then was there for free, and later credit does not pay for it. Null: never.</summary>
    public ImmutableArray<Span>? Free { get; init; }

    /// <summary>All rates so far, oldest first; null while there was but one.</summary>
    public ImmutableArray<RateSince>? Rates { get; init; }

    public bool Running => State == SegmentState.Running;

    public long ElapsedMs
    {
        get
        {
            var sum = 0L;
            foreach (var piece in Pieces) sum += piece.ElapsedMs;
            return sum;
        }
    }

    public long ChargedMicros
    {
        get
        {
            var sum = 0L;
            foreach (var piece in Pieces) sum += piece.ChargedMicros;
            return sum;
        }
    }

    /// <summary>The rate in force at <paramref name="at"/>, and until when.</summary>
    internal (int RatePermille, DateTimeOffset Until) RateAt(DateTimeOffset at)
    {
        if (Rates is not { } rates) return (RatePermille, DateTimeOffset.MaxValue);
        var next = rates.FindIndex(rate => rate.Since > at);
        return next < 0 ? (RatePermille, DateTimeOffset.MaxValue) : (rates[Math.Max(next - 1, 0)].RatePermille, rates[next].Since);
    }

    /// <summary>It turns out to have begun earlier: so does its limit, which is a length of time.</summary>
    internal Segment OpenedBy(DateTimeOffset at) => at >= OpenedAt ? this : this with { OpenedAt = at, LimitAt = LimitAt - (OpenedAt - at) };

    internal Segment WithRate(int ratePermille, DateTimeOffset since)
    {
        var rates = (Rates ?? [new(OpenedAt, RatePermille)]).RemoveAll(rate => rate.Since >= since);
        return this with { RatePermille = ratePermille, Rates = rates.Add(new(since, ratePermille)) };
    }

    internal Segment WithFree(params ReadOnlySpan<Span> gaps)
    {
        ImmutableArray<Span> free = SpanSets.Union([.. Free ?? [], .. gaps]);
        return free.IsEmpty ? this : this with { Free = free };
    }

    /// <summary>After its exhaustion nothing pays for it before the latest credit.</summary>
    internal Segment FreeUntilCredit(DateTimeOffset? lastCreditAt) =>
        State == SegmentState.Exhausted && lastCreditAt is { } creditAt ? WithFree(new Span(StoppedAt!.Value, creditAt)) : this;

    public bool Debits(string cardId) => Pieces.Any(piece => piece.Debits.Any(debit => debit.CardId == cardId));
}
