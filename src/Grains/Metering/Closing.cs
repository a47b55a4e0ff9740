namespace MindBot.Grains.Metering;

/// <summary>The end of a session: its debits become final and go into the ledger, once (I6).</summary>
public static class Closing
{
    /// <summary>
    /// Closes at <paramref name="at"/>, now or earlier. <paramref name="clientElapsedMs"/>, where nothing but the client can know better,
    /// is what the client measured: the excess over our own measure is charged as a piece of its own, nobody pays less by reporting less. When
    /// that is more than the day's limit leaves, nothing is closed (<see cref="Verdict.DailyLimitReached"/>).
    /// </summary>
    public static Decision Close(
        Wallet wallet, Caller caller, string reason, DateTimeOffset at, DateTimeOffset now, long? clientElapsedMs = null)
    {
        wallet = wallet.Settle(now);
        if (Fencing.Check(wallet, caller) is { } known) return new(wallet, known);
        at = Instants.Earlier(at.FloorMs(), wallet.SettledUntil);
        var segment = wallet.Find(caller.SessionId)! with { Sequence = caller.Sequence };
        if (clientElapsedMs is { } reportedMs && ExceedsTheDay(wallet, segment, at, reportedMs)) return new(wallet, Verdict.DailyLimitReached);
        return new(CloseAt(wallet.Replace(segment), segment, at, reason, clientElapsedMs), Verdict.Done);
    }

    /// <summary>The session has stored its settlement; the wallet keeps only the tombstone.</summary>
    public static Wallet AcknowledgeSettlement(Wallet wallet, string sessionId)
    {
        var index = wallet.Settlements.FindIndex(settled => settled.SessionId == sessionId);
        if (index < 0 || wallet.Settlements[index].Acknowledged) return wallet;
        var tombstone = wallet.Settlements[index] with { Pieces = [], Acknowledged = true };
        return wallet with { Settlements = wallet.Settlements.SetItem(index, tombstone) };
    }

    internal static Wallet CloseAt(Wallet wallet, Segment segment, DateTimeOffset at, string reason, long? clientElapsedMs = null)
    {
        at = EndOf(segment, at);
        wallet = Corrections.CutAt(wallet, segment.SessionId, at);
        var excessMs = (clientElapsedMs ?? 0) - wallet.Find(segment.SessionId)!.ElapsedMs;
        if (excessMs > 0) wallet = LateCharges.ChargeReported(wallet, segment.SessionId, excessMs, at);

        segment = wallet.Find(segment.SessionId)!;
        var pieces = segment.Pieces.RemoveAll(piece => piece.ElapsedMs == 0);
        foreach (var debit in pieces.SelectMany(piece => piece.Debits).GroupBy(debit => debit.CardId))
            wallet = wallet.Book(
                wallet.SettledUntil, EntryKind.Consumption, -debit.Sum(part => part.Micros), segment.SessionId, debit.Key);

        var settlement = new Settlement
        {
            SessionId = segment.SessionId,
            Room = segment.Room,
            Reason = reason,
            Epoch = segment.Epoch,
            Sequence = segment.Sequence,
            OpenedAt = segment.OpenedAt,
            ClosedAt = at,
            SettledAt = wallet.SettledUntil,
            ElapsedMs = segment.ElapsedMs,
            ChargedMicros = segment.ChargedMicros,
            Pieces = pieces,
        };
        wallet = Quotas.Remember(wallet, segment) with
        {
            Segments = wallet.Segments.RemoveAll(open => open.SessionId == segment.SessionId),
            Settlements = wallet.Settlements.Add(settlement),
        };
        // Only now: what is left of a day is shared by those who run on.
        return Retention.Trim(LateCharges.StopSpent(wallet));
    }

    /// <summary>Its own limit ends it, however late its session gets to close it, or another one to replace it.</summary>
    private static DateTimeOffset EndOf(Segment segment, DateTimeOffset at)
    {
        if (segment.StoppedAt is { } stoppedAt) at = Instants.Earlier(at, stoppedAt);
        if (segment.LimitAt is { } limitAt) at = Instants.Earlier(at, limitAt);
        return Instants.Later(at, segment.OpenedAt);
    }

    private static bool ExceedsTheDay(Wallet wallet, Segment segment, DateTimeOffset at, long reportedMs)
    {
        if (segment.Quota is not { } quota) return false;
        at = EndOf(segment, at);
        var (kept, _) = Corrections.Cut(segment, at);
        return reportedMs - kept.ElapsedMs > wallet.Replace(kept).LeftMs(quota, at);
    }
}
