namespace MindBot.Grains.Metering.Auditing;

/// <summary>Each card by itself, and against what the ledger says of it.</summary>
internal static class CardAudit
{
    public static void Run(Wallet wallet, LedgerTally tally, Findings findings)
    {
        var provisional = new Dictionary<string, long>();
        foreach (var debit in wallet.Segments.SelectMany(segment => segment.Pieces).SelectMany(piece => piece.Debits))
            provisional[debit.CardId] = provisional.GetValueOrDefault(debit.CardId) + debit.Micros;
        foreach (var card in wallet.Cards)
        {
            ByItself(card, findings);
            AgainstLedger(card, tally.Of(card.Id), provisional.GetValueOrDefault(card.Id), findings);
            findings.Holds(
                !card.FrozenWithWallet || (card.FrozenAt is not null && wallet.FrozenAt is not null), Invariants.Freezes,
                "a card is frozen with its wallet only while that is", card.Id);
            // What has expired is booked as such, unless it is frozen.
            if (card is { AvailableMicros: > 0, FrozenAt: null })
                findings.Holds(card.PaysAt(wallet.SettledUntil), Invariants.CardAddsUp, "credit that is not frozen can be talked away", card.Id);
        }

        for (var i = 1; i < wallet.Cards.Length; i++)
            findings.Holds(
                Metering.BurnOrder.Instance.Compare(wallet.Cards[i - 1], wallet.Cards[i]) < 0, Invariants.BurnOrder, "cards are in burn order, each once",
                wallet.Cards[i].Id);
        foreach (var (card, sums) in tally.Cards)
            if (wallet.FindCard(card) is null) Gone(wallet, card, sums, tally, provisional, findings);
    }

    private static void ByItself(Card card, Findings findings)
    {
        findings.Equal(
            card.IssuedMicros, card.AvailableMicros + card.ConsumedMicros + card.ExpiredMicros + card.RevokedMicros + card.DebtPaidMicros,
            Invariants.CardAddsUp, "issued = available + consumed + expired + revoked + paid to debt", card.Id);
        findings.NotNegative(card.AvailableMicros, "available", card.Id);
        findings.NotNegative(card.ConsumedMicros, "consumed", card.Id);
        findings.NotNegative(card.ExpiredMicros, "expired", card.Id);
        findings.NotNegative(card.RevokedMicros, "revoked", card.Id);
        findings.NotNegative(card.DebtPaidMicros, "paid to debt", card.Id);
        findings.NotNegative(card.TakenBackMicros, "taken back", card.Id);
        findings.NotNegative(card.DebtCausedMicros, "debt caused", card.Id);
        var fromExpired = card.TakenBackMicros - card.RevokedMicros - card.DebtCausedMicros;
        findings.Holds(
            fromExpired >= 0 && fromExpired <= card.ExpiredMicros, Invariants.CardAddsUp, "taken back is revoked, debt or expired", card.Id);
    }

    private static void AgainstLedger(Card card, EntrySums entries, long provisional, Findings findings)
    {
        Equal(card.FrozenAt is null ? card.AvailableMicros : 0, entries.Micros - provisional, "available, unless frozen, is what the ledger says");
        Equal(card.FrozenAt is null ? 0 : card.AvailableMicros, entries.FrozenMicros, "frozen is what the ledger says");
        Equal(card.ConsumedMicros, provisional - entries.Of(EntryKind.Consumption), "consumed is what the ledger says, and open sessions");
        Equal(card.ExpiredMicros, -entries.Of(EntryKind.Expiry), "expired is what the ledger says");
        Equal(card.DebtPaidMicros, -entries.Of(EntryKind.DebtPayment), "paid to debt is what the ledger says");
        var credited = entries.Of(EntryKind.Credit);
        var backFromDebt = entries.DebtOf(EntryKind.Debt) + entries.DebtOf(EntryKind.DebtReleased) - (card.OwedElsewhere ? 0 : card.DebtCausedMicros);
        Equal(card.IssuedMicros, credited + backFromDebt, "issued is what was credited, and what paid a debt that is gone");
        Equal(
            card.RevokedMicros, card.IssuedMicros - credited - entries.Of(EntryKind.Refund) - entries.Of(EntryKind.Restoration),
            "revoked is what the ledger says");

        void Equal(long found, long expected, string rule) => findings.Equal(expected, found, Invariants.CardAddsUp, rule, card.Id);
    }

    /// <summary>A card that the wallet has forgotten, or never had: nothing is left of it, and what is owed for it is known.</summary>
    private static void Gone(
        Wallet wallet, string card, EntrySums entries, LedgerTally tally, Dictionary<string, long> provisional, Findings findings)
    {
        findings.Equal(0, entries.Micros, Invariants.CardAddsUp, "nothing is left of a card that is gone", card);
        findings.Equal(0, entries.FrozenMicros, Invariants.CardAddsUp, "a card that is gone is not frozen", card);
        findings.Holds(!provisional.ContainsKey(card), Invariants.CardAddsUp, "no open session debits a card that is gone", card);
        var paidBack = entries.Of(EntryKind.Refund) + entries.Of(EntryKind.Restoration) + tally.PaidBackFor(card);
        findings.Equal(
            entries.DebtOf(EntryKind.Debt) + entries.DebtOf(EntryKind.DebtReleased) - paidBack,
            wallet.Owed.FirstOrDefault(owed => owed.CardId == card)?.Micros ?? 0, Invariants.CardAddsUp, "owed for a card is what the ledger says", card);
        if (wallet.Forgotten.FirstOrDefault(forgotten => forgotten.CardId == card) is { } known)
            findings.Equal(-entries.Of(EntryKind.Expiry), known.ExpiredMicros, Invariants.CardAddsUp, "expired of a forgotten card is what the ledger says", card);
    }
}
