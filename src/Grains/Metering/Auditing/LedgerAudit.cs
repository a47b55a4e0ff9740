namespace MindBot.Grains.Metering.Auditing;

/// <summary>The entries by themselves: each once, in order, of a kind that it can be, and the same wherever they are kept.</summary>
internal static class LedgerAudit
{
    public static LedgerTally Run(Books books, Findings findings)
    {
        var (wallet, ledger, totals) = books;
        var tally = new LedgerTally();
        LedgerEntry? last = null;
        var (micros, debtMicros) = (0L, 0L);
        foreach (var entry in ledger)
        {
            Take(entry);
            if (entry.Number == totals.LastEntry) (micros, debtMicros) = (tally.All.Micros, tally.All.DebtMicros);
        }

        findings.Equal(micros, totals.Micros, Invariants.Ledger, "the ledger's sum is that of its entries");
        findings.Equal(debtMicros, totals.DebtMicros, Invariants.Ledger, "the ledger's debt is that of its entries");
        if (totals.LastEntry > ledger.Count) findings.Equal(totals.LastEntry, ledger.Count, Invariants.Ledger, "the ledger has as many entries as it says");
        foreach (var entry in wallet.Outbox)
            if (entry.Number > ledger.Count) Take(entry);
            else if (entry.Number > 0)
                findings.Holds(ledger[(int)entry.Number - 1] == entry, Invariants.Ledger, "an entry is the same in outbox and ledger", entry: entry.Number);
        for (var i = 1; i < wallet.Outbox.Length; i++)
            findings.Equal(wallet.Outbox[i - 1].Number + 1, wallet.Outbox[i].Number, Invariants.Ledger, "the outbox has no gap and no double");
        findings.Equal(last?.Number ?? 0, wallet.LastEntry, Invariants.Ledger, "the last number is the newest entry's");
        return tally;

        void Take(LedgerEntry entry)
        {
            findings.Equal((last?.Number ?? 0) + 1, entry.Number, Invariants.Ledger, "entries have no gap and no double", entry: entry.Number);
            if (last is not null) findings.InOrder(last.At, entry.At, Invariants.Ledger, "entries are in the order of time", entry: entry.Number);
            findings.InOrder(entry.At, wallet.SettledUntil, Invariants.Ledger, "no entry is of the future", entry: entry.Number);
            findings.Holds(IsPossible(entry), Invariants.Ledger, "an entry is what its kind says", entry.CardId, entry.SessionId, entry.Number);
            if (entry is { Kind: EntryKind.Consumption, SessionId: { } session, CardId: { } card })
                findings.Holds(!tally.Consumed.ContainsKey((session, card)), Invariants.SettledOnce, "a session is booked once", card, session, entry.Number);
            tally.Add(entry);
            last = entry;
        }
    }

    private static bool IsPossible(LedgerEntry entry) => entry.Kind switch
    {
        EntryKind.Credit or EntryKind.Restoration => entry is { Micros: > 0, DebtMicros: 0, CardId: not null, SessionId: null },
        EntryKind.Consumption => entry is { Micros: < 0, DebtMicros: 0, CardId: not null, SessionId: not null },
        EntryKind.Expiry or EntryKind.Refund => entry is { Micros: < 0, DebtMicros: 0, CardId: not null, SessionId: null },
        EntryKind.Freeze or EntryKind.Thaw when entry.CardId is null => entry is { Micros: 0, DebtMicros: 0, SessionId: null, Note: not null },
        EntryKind.Freeze => entry is { Micros: < 0, DebtMicros: 0 },
        EntryKind.Thaw => entry is { Micros: > 0, DebtMicros: 0, SessionId: null },
        EntryKind.Debt => entry is { Micros: 0, DebtMicros: > 0, CardId: not null, SessionId: null },
        EntryKind.DebtReleased => entry is { Micros: 0, DebtMicros: < 0, CardId: not null, SessionId: null },
        EntryKind.DebtPayment => entry is { Micros: < 0, CardId: not null, SessionId: null } && entry.DebtMicros == entry.Micros,
        _ => false,
    };
}
