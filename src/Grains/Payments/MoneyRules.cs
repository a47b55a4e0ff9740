namespace MindBot.Grains.Payments;

internal static class MoneyRules
{
    /// <exception cref="ArgumentException">The entry cannot be a movement of its kind.</exception>
    public static void Check(MoneyEntry entry)
    {
        var isRight = entry.Kind switch
        {
            MoneyKinds.Payment or MoneyKinds.RefundFailed or MoneyKinds.DisputeReinstated => entry.AmountCents > 0,
            MoneyKinds.Refund or MoneyKinds.DisputeWithdrawn => entry.AmountCents < 0,
            _ => false,
        };
        if (!isRight) throw new ArgumentException($"{entry.AmountCents} {entry.Currency} is no '{entry.Kind}' ({entry.Id}).", nameof(entry));
    }

    public static MoneyLedgerState Add(MoneyLedgerState ledger, MoneyEntry entry)
    {
        var line = new MoneyLine(ledger.LastNumber + 1, entry);
        return new()
        {
            LastNumber = line.Number,
            Newest = IsFull(ledger) ? [line] : ledger.Newest.Add(line),
            SpentCents = ledger.SpentCents.SetItem(entry.Currency, ledger.SpentCents.GetValueOrDefault(entry.Currency) + entry.AmountCents),
            Payments = ledger.Payments + (entry.Kind == MoneyKinds.Payment ? 1 : 0),
        };
    }

    public static bool IsFull(MoneyLedgerState ledger) => ledger.Newest.Length == IMoneyPageGrain.Size;

    /// <summary>The page of an entry, and of the newest ones.</summary>
    public static long PageOf(long number) => (number - 1) / IMoneyPageGrain.Size;
}
