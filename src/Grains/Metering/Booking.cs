namespace MindBot.Grains.Metering;

/// <summary>Writes ledger entries into the wallet's outbox and forgets those that the ledger has.</summary>
public static class Booking
{
    internal static Wallet Book(
        this Wallet wallet, DateTimeOffset at, EntryKind kind, long micros, string? sessionId = null, string? cardId = null, long debtMicros = 0,
        string? note = null)
    {
        if (micros == 0 && debtMicros == 0 && note is null) return wallet;
        var entry = new LedgerEntry(wallet.LastEntry + 1, at, kind, micros, sessionId, cardId, debtMicros, note);
        return wallet with { LastEntry = entry.Number, Outbox = wallet.Outbox.Add(entry) };
    }

    /// <summary>The ledger holds everything up to and including entry <paramref name="number"/>.</summary>
    public static Wallet Acknowledge(Wallet wallet, long number) =>
        wallet.Outbox.IsEmpty || wallet.Outbox[0].Number > number
            ? wallet
            : wallet with { Outbox = wallet.Outbox.RemoveAll(entry => entry.Number <= number) };
}
