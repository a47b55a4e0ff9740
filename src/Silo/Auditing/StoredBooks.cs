using MindBot.Grains.Ledgers;
using MindBot.Grains.Metering;
using MindBot.Grains.Metering.Auditing;
using MindBot.Grains.Wallets;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Auditing;

/// <summary>Wallets and their ledgers as they are stored.</summary>
internal sealed class StoredBooks(IRowSnapshot rows, StateJson json)
{
    public const string WalletKind = "wallet/wallet", LedgerKind = "ledger/ledger", PageKind = "ledgerPage/ledgerpage";

    /// <summary>Who has a wallet, in order, behind <paramref name="after"/>.</summary>
    public IReadOnlyList<string> Users(string after, int most) => rows.Keys(WalletKind, after, most);

    /// <returns>Null: there is no such wallet.</returns>
    /// <exception cref="StorageCorruptedException">A row is damaged.</exception>
    /// <exception cref="UnreadableStateException">A row does not hold its state.</exception>
    public Books? Read(string userId)
    {
        if (Read<WalletState>(WalletKind, userId) is not { } state) return null;
        var ledger = Read<LedgerState>(LedgerKind, userId) ?? new LedgerState();
        var entries = new List<LedgerEntry>();
        while (Read<LedgerPageState>(PageKind, $"{userId}/{entries.Count / ILedgerPageGrain.Size}") is { Lines.Length: > 0 } page)
        {
            entries.AddRange(page.Lines.Select(line => Entry(userId, line)));
            if (page.Lines.Length != ILedgerPageGrain.Size) break;
        }

        return new Books(state.Wallet, entries, new LedgerTotals(ledger.LastEntry, ledger.SumMicros, ledger.DebtMicros));
    }

    private static LedgerEntry Entry(string userId, LedgerLine line)
    {
        try
        {
            return line.ToEntry();
        }
        catch (ArgumentException wrong)
        {
            throw new UnreadableStateException($"Entry {line.Number} of {userId} is none: {wrong.Message}", wrong);
        }
    }

    private T? Read<T>(string kind, string key)
        where T : class => rows.Read(new RowKey(kind, key)) is { } row ? States.Read<T>(json, kind, key, row.Payload) : null;
}
