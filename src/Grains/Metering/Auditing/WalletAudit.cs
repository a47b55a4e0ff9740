namespace MindBot.Grains.Metering.Auditing;

/// <summary>
/// Recomputes a wallet from its ledger. Nothing here is shared with the rules that made the wallet, except its types: what they agree on was computed twice.
/// </summary>
public static class WalletAudit
{
    /// <summary>Everything that is wrong with a wallet and its ledger at one instant; linear in the number of entries.</summary>
    public static AuditResult Run(Books books)
    {
        var findings = new Findings();
        try
        {
            var tally = LedgerAudit.Run(books, findings);
            CardAudit.Run(books.Wallet, tally, findings);
            SessionAudit.Run(books.Wallet, tally, findings);
            Pool(books.Wallet, tally, findings);
            return new(findings.All, Sums(books.Wallet, tally.All, tally.Count));
        }
        catch (Exception absurd) when (absurd is OverflowException or ArgumentException or InvalidOperationException)
        {
            // Amounts beyond all bounds, instants beyond the calendar, lists that are not there.
            findings.Holds(false, Invariants.NothingNegative, $"the books can be added up ({absurd.Message})");
            return new(findings.All, default);
        }
    }

    private static void Pool(Wallet wallet, LedgerTally tally, Findings findings)
    {
        findings.NotNegative(wallet.DebtMicros, "debt");
        if (wallet.FrozenAt is not null) findings.Equal(0, wallet.Segments.Length, Invariants.Freezes, "a frozen wallet has no open session");
        if (wallet.FrozenAt is not null) findings.Equal(0, wallet.AvailableMicros, Invariants.Freezes, "nothing of a frozen wallet is available");
        findings.Equal(
            wallet.FrozenAt is null ? 0 : 1, tally.WalletFreezes, Invariants.Freezes, "a wallet is frozen when the ledger says so");
        foreach (var owed in wallet.Owed)
        {
            findings.Holds(owed.Micros > 0, Invariants.NothingNegative, "what is owed for a card is positive", owed.CardId);
            findings.Holds(tally.Cards.ContainsKey(owed.CardId), Invariants.Ledger, "what is owed for a card is in the ledger", owed.CardId);
        }

        findings.Equal(wallet.Owed.Length, wallet.Owed.DistinctBy(owed => owed.CardId).Count(), Invariants.CardAddsUp, "one debt a card");
        findings.Equal(tally.All.DebtMicros, wallet.DebtMicros, Invariants.Ledger, "debt is what the ledger says");
        findings.Equal(
            tally.All.Micros - wallet.ProvisionalMicros, wallet.AvailableMicros, Invariants.Ledger, "balance = ledger + outbox − provisional debits");
    }

    private static AuditSums Sums(Wallet wallet, EntrySums all, long entries) => new(
        1, entries, all.Of(EntryKind.Credit) + all.Of(EntryKind.Restoration), -all.Of(EntryKind.Consumption), -all.Of(EntryKind.Expiry),
        all.FrozenMicros, -all.Of(EntryKind.Refund), -all.Of(EntryKind.DebtPayment),
        wallet.AvailableMicros, wallet.ProvisionalMicros, wallet.DebtMicros);
}
