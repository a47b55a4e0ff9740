namespace MindBot.Grains.Metering;

/// <summary>What happens to an open session between its opening and its closing.</summary>
public static class Running
{
    /// <summary>
    /// The session vouches that it lives: everything settled so far is confirmed. Settles the pool; only this session's confirmation moves.
    /// </summary>
    public static Decision Checkpoint(Wallet wallet, Caller caller, DateTimeOffset lastSignOfLife, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        if (Fencing.Check(wallet, caller) is { } known) return new(wallet, known);
        var segment = wallet.Find(caller.SessionId)!;
        return Done(wallet, segment with
        {
            Sequence = caller.Sequence,
            ConfirmedUntil = segment.StoppedAt ?? wallet.SettledUntil,
            LastSignOfLife = Instants.Later(segment.LastSignOfLife, lastSignOfLife.FloorMs()),
        });
    }

    /// <summary>
    /// Stops the meter at <paramref name="at"/>, now or earlier; what was charged beyond is returned. A segment that stopped before stays
    /// stopped there.
    /// </summary>
    public static Decision Pause(Wallet wallet, Caller caller, DateTimeOffset at, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        if (Fencing.Check(wallet, caller) is { } known) return new(wallet, known);
        wallet = Stop(wallet, wallet.Find(caller.SessionId)!, at.FloorMs());
        var segment = wallet.Find(caller.SessionId)!;
        return Done(wallet, segment with { Sequence = caller.Sequence, ConfirmedUntil = segment.StoppedAt ?? segment.ConfirmedUntil });
    }

    /// <summary>
    /// Lets a stopped segment run again from <paramref name="from"/>: from the pause on, when the gap turned out to be presence, or from
    /// now, when it is free. A segment that ran empty goes on from the latest credit at the earliest, for later credit never pays for
    /// earlier time; without new credit it stays stopped. One whose day's allowance ended is to be closed: it stays stopped, too.
    /// </summary>
    public static Decision Resume(Wallet wallet, Caller caller, DateTimeOffset from, DateTimeOffset now, Basis basis = Basis.Server)
    {
        wallet = wallet.Settle(now);
        if (Fencing.Check(wallet, caller) is { } known) return new(wallet, known);
        var segment = wallet.Find(caller.SessionId)!;
        if (segment.StoppedAt is not { } stoppedAt || segment.State == SegmentState.Limited) return Done(wallet, caller);
        if (wallet.AvailableMicros == 0) return new(wallet, Verdict.InsufficientBalance);

        from = Instants.Earlier(Instants.Later(from.FloorMs(), stoppedAt), wallet.SettledUntil);
        if (segment.State == SegmentState.Exhausted && wallet.LastCreditAt is { } creditAt) from = Instants.Later(from, creditAt);
        wallet = wallet.Replace(segment.FreeUntilCredit(wallet.LastCreditAt));
        wallet = LateCharges.RunFrom(wallet, caller.SessionId, from, basis);
        segment = wallet.Find(caller.SessionId)!;
        return Done(wallet, segment with { Sequence = caller.Sequence, ConfirmedUntil = segment.StoppedAt ?? wallet.SettledUntil });
    }

    /// <summary>Another rate from now on (never for what was before).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not positive.</exception>
    public static Decision ChangeRate(Wallet wallet, Caller caller, int ratePermille, DateTimeOffset now)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ratePermille, 1);
        wallet = wallet.Settle(now);
        if (Fencing.Check(wallet, caller) is { } known) return new(wallet, known);
        var segment = wallet.Find(caller.SessionId)!.WithRate(ratePermille, wallet.SettledUntil);
        if (segment.Running)
            segment = segment with { Pieces = segment.Pieces.Add(new Piece(wallet.SettledUntil, 0, ratePermille, segment.Pieces[^1].Basis, [])) };
        // Vouching for the time before keeps a later claim from charging it again at the new rate.
        return Done(wallet, segment with { Sequence = caller.Sequence, ConfirmedUntil = segment.StoppedAt ?? wallet.SettledUntil });
    }

    /// <summary>
    /// A new activation takes the session over after a crash or a move: it gets the next epoch, the former one is fenced off, and the
    /// segment stands at the last instant that was confirmed. Nothing after it is charged unless the new activation resumes from there.
    /// </summary>
    public static Decision Claim(Wallet wallet, string sessionId, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        if (wallet.Find(sessionId) is not { } segment)
            return new(wallet, wallet.FindSettlement(sessionId) is null ? Verdict.Unknown : Verdict.Closed);
        wallet = Stop(wallet, segment, segment.ConfirmedUntil);
        segment = wallet.Find(sessionId)!;
        return new(wallet.Replace(segment with { Epoch = segment.Epoch + 1, Sequence = 0 }), Verdict.Done);
    }

    private static Wallet Stop(Wallet wallet, Segment segment, DateTimeOffset at)
    {
        if (segment.StoppedAt is { } stoppedAt && stoppedAt <= at) return wallet;
        at = Instants.Later(Instants.Earlier(at, wallet.SettledUntil), segment.OpenedAt);
        wallet = Corrections.CutAt(wallet, segment.SessionId, at);
        segment = wallet.Find(segment.SessionId)!;
        return wallet.Replace(segment with { State = SegmentState.Paused, StoppedAt = at, ConfirmedUntil = Instants.Earlier(segment.ConfirmedUntil, at) });
    }

    private static Decision Done(Wallet wallet, Caller caller) =>
        Done(wallet, wallet.Find(caller.SessionId)! with { Sequence = caller.Sequence });

    private static Decision Done(Wallet wallet, Segment segment) => new(wallet.Replace(segment), Verdict.Done);
}
