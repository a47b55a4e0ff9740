namespace MindBot.Grains.Metering;

/// <summary>A session that wants to be metered. <paramref name="RatePermille"/> null: at the rate, and with the quota, of the session that it replaces in the room, else at base rate.</summary>
public sealed record OpenRequest(
    Caller Caller, string Room, int? RatePermille, DateTimeOffset At, DateTimeOffset? LimitAt, Basis Basis = Basis.Server, Quota? Quota = null);

/// <summary>Begins to meter a session.</summary>
public static class Opening
{
    public const int BaseRatePermille = 1000;

    /// <summary>The least that must be there to start: a second's worth.</summary>
    public const long LeastMs = 1000;

    /// <summary>Sessions that one wallet meters at a time; bounds its state and its work.</summary>
    public const int MostOpen = 50;

    /// <summary>
    /// Opens a segment. Another open session of the same room is closed in the same step (<c>superseded</c>), without gap or overlap.
    /// A start that lies in the past is charged from there, but from no card that was activated later, and not for what another session of the room
    /// was charged for.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive.</exception>
    public static Decision Open(Wallet wallet, OpenRequest request, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        if (Fencing.Check(wallet, request.Caller) is var known and not Verdict.Unknown) return new(wallet, known ?? Verdict.Repeated);
        if (wallet.FrozenAt is not null) return new(wallet, Verdict.WalletFrozen);

        var at = Instants.Earlier(request.At.FloorMs(), wallet.SettledUntil);
        var former = wallet.Segments.FirstOrDefault(segment => segment.Room == request.Room);
        var rate = request.RatePermille ?? former?.RatePermille ?? BaseRatePermille;
        ArgumentOutOfRangeException.ThrowIfLessThan(rate, 1);
        var quota = request.Quota ?? (request.RatePermille is null ? former?.Quota : null);

        var freed = former is null ? wallet : Closing.CloseAt(wallet, former, at, EndReasons.Superseded);
        at = Instants.Later(at, freed.PaidUntil(request.Room));
        if (freed.Segments.Length >= MostOpen) return new(wallet, Verdict.TooManySessions);
        if (freed.AvailableMicros < rate * LeastMs) return new(wallet, Verdict.InsufficientBalance);
        if (quota is not null && freed.LeftMs(quota, at) < LeastMs) return new(wallet, Verdict.DailyLimitReached);
        var segment = new Segment
        {
            SessionId = request.Caller.SessionId,
            Room = request.Room,
            RatePermille = rate,
            State = SegmentState.Running,
            OpenedAt = at,
            ConfirmedUntil = at,
            // That somebody joined may have been told late: they were seen then, not now.
            LastSignOfLife = request.Basis == Basis.Presence ? at : wallet.SettledUntil,
            // It is a length of time, which begins with the session.
            LimitAt = request.LimitAt?.FloorMs() + (at - request.At.FloorMs()),
            Quota = quota,
            Epoch = request.Caller.Epoch,
            Sequence = request.Caller.Sequence,
        };
        wallet = freed with { Segments = freed.Segments.Add(segment) };
        wallet = request.Basis == Basis.Presence
            ? PastCharges.Charge(wallet, segment, [new(at, null)], at, [])
            : LateCharges.RunFrom(wallet, segment.SessionId, at, request.Basis);
        return new(wallet, Verdict.Done);
    }
}
