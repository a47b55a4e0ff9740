namespace MindBot.Grains.Metering.Auditing;

/// <summary>What a ledger has noted of its own pages: up to which entry it has taken over, and what those entries add up to, in microseconds.</summary>
public readonly record struct LedgerTotals(long LastEntry, long Micros, long DebtMicros);

/// <summary>
/// A wallet and its ledger as of one instant. <paramref name="Ledger"/>: the entries in the ledger's pages, oldest first, which may be some more than
/// its totals know; entries that only the wallet has are in its outbox.
/// </summary>
public sealed record Books(Wallet Wallet, IReadOnlyList<LedgerEntry> Ledger, LedgerTotals Totals)
{
    /// <summary>Of a wallet whose ledger has noted all that it has, for whoever keeps the entries themselves.</summary>
    public static Books Of(Wallet wallet, IReadOnlyList<LedgerEntry> ledger) => new(
        wallet, ledger, new(ledger.Count, ledger.Sum(entry => entry.Micros), ledger.Sum(entry => entry.DebtMicros)));
}
