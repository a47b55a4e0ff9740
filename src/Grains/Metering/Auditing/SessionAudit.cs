namespace MindBot.Grains.Metering.Auditing;

/// <summary>Open segments, and the settlements of closed sessions that are still kept.</summary>
internal static class SessionAudit
{
    public static void Run(Wallet wallet, LedgerTally tally, Findings findings)
    {
        var sessions = new HashSet<string>();
        var rooms = new HashSet<string>();
        foreach (var segment in wallet.Segments)
        {
            findings.Holds(sessions.Add(segment.SessionId), Invariants.SettledOnce, "a session is open once", session: segment.SessionId);
            findings.Holds(rooms.Add(segment.Room), Invariants.SettledOnce, "a room has one open session", session: segment.SessionId);
            findings.Holds(
                !tally.ConsumedBy.ContainsKey(segment.SessionId), Invariants.SettledOnce, "what is booked is closed", session: segment.SessionId);
            Open(wallet, segment, findings);
        }

        foreach (var settlement in wallet.Settlements)
        {
            findings.Holds(
                sessions.Add(settlement.SessionId), Invariants.SettledOnce, "a session is settled once, and not open then", session: settlement.SessionId);
            Settled(wallet, settlement, tally, findings);
        }
    }

    private static void Open(Wallet wallet, Segment segment, Findings findings)
    {
        var (id, end) = (segment.SessionId, segment.StoppedAt ?? wallet.SettledUntil);
        PieceAudit.Run(wallet, id, segment.Pieces, segment.OpenedAt, end, findings);
        foreach (var debit in segment.Pieces.SelectMany(piece => piece.Debits))
            findings.Holds(wallet.FindCard(debit.CardId) is not null, Invariants.CardAddsUp, "a debit's card is there", debit.CardId, id);
        findings.Holds(segment.Running == segment.StoppedAt is null, Invariants.SessionAddsUp, "what runs is not stopped", session: id);
        findings.InOrder(end, wallet.SettledUntil, Invariants.SessionAddsUp, "nobody stops in the future", session: id);
        findings.InOrder(segment.OpenedAt, segment.ConfirmedUntil, Invariants.SessionAddsUp, "a session is confirmed after its beginning", session: id);
        findings.InOrder(segment.ConfirmedUntil, wallet.SettledUntil, Invariants.SessionAddsUp, "nobody is confirmed in the future", session: id);
        if (segment.Rates is null)
            foreach (var piece in segment.Pieces)
                findings.Equal(segment.RatePermille, piece.RatePermille, Invariants.BurnOrder, "a piece has its session's rate", session: id);
        if (!segment.Running) return;
        findings.Holds(
            segment.Pieces is [.., var last] && last.To == wallet.SettledUntil && last.RatePermille == segment.RatePermille, Invariants.SessionAddsUp,
            "what runs is charged up to the wallet's time at its rate", session: id);
        findings.Holds(wallet.AvailableMicros > 0, Invariants.SessionAddsUp, "nobody runs on an empty pool", session: id);
    }

    private static void Settled(Wallet wallet, Settlement settlement, LedgerTally tally, Findings findings)
    {
        var id = settlement.SessionId;
        findings.NotNegative(settlement.ElapsedMs, "elapsed", session: id);
        findings.NotNegative(settlement.ChargedMicros, "charged", session: id);
        findings.InOrder(settlement.SettledAt, wallet.SettledUntil, Invariants.SettledOnce, "nothing is settled in the future", session: id);
        findings.Equal(
            settlement.ChargedMicros, tally.ConsumedBy.GetValueOrDefault(id), Invariants.SettledOnce, "a session is booked as it was settled", session: id);
        if (settlement.Acknowledged) return;
        PieceAudit.Run(wallet, id, settlement.Pieces, settlement.OpenedAt, settlement.ClosedAt, findings);
        findings.Equal(settlement.ElapsedMs, settlement.Pieces.Sum(piece => piece.ElapsedMs), Invariants.SessionAddsUp, "pieces add up (time)", session: id);
        findings.Equal(
            settlement.ChargedMicros, settlement.Pieces.Sum(piece => piece.ChargedMicros), Invariants.SessionAddsUp, "pieces add up (credit)", session: id);
        foreach (var debits in settlement.Pieces.SelectMany(piece => piece.Debits).GroupBy(debit => debit.CardId))
            findings.Equal(
                debits.Sum(debit => debit.Micros), tally.Consumed.GetValueOrDefault((id, debits.Key)), Invariants.SettledOnce,
                "each card is booked as it was debited", debits.Key, id);
    }
}
