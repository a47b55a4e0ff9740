using System.Text.Json;
using MindBot.Grains.Ledgers;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;

namespace MindBot.Silo.Storage;

/// <summary>Adds rows up as they pass, in the order of their kinds: ledgers come before wallets.</summary>
internal sealed class HoldingsSum
{
    public const string WalletKind = "wallet/wallet", LedgerKind = "ledger/ledger", SessionKind = "voiceSession/voicesession";

    private readonly StateJson json = new();
    private readonly Dictionary<string, LedgerState> ledgers = [];

    public Holdings Sum { get; private set; } = new();

    /// <exception cref="StorageUnavailableException">The row does not hold the state of its kind.</exception>
    public void Add(MovedRow row)
    {
        Sum = Sum with { Rows = Sum.Rows + 1 };
        switch (row.Kind)
        {
            case ReminderTable.Kind:
                Sum = Sum with { Reminders = Sum.Reminders + 1 };
                break;
            case LedgerKind:
                ledgers.Add(row.Key, Read<LedgerState>(row));
                break;
            case SessionKind when Read<SessionState>(row).Phase is SessionPhase.Pending or SessionPhase.Live:
                Sum = Sum with { OpenSessions = Sum.OpenSessions + 1 };
                break;
            case WalletKind:
                Add(row.Key, Read<WalletState>(row));
                break;
        }
    }

    private void Add(string user, WalletState state)
    {
        var (wallet, ledger) = (state.Wallet, ledgers.GetValueOrDefault(user) ?? new LedgerState());
        var (micros, debt) = (ledger.SumMicros, ledger.DebtMicros);
        // What the ledger has taken over stays in the outbox until the wallet's next write.
        foreach (var entry in wallet.Outbox.Where(entry => entry.Number > ledger.LastEntry))
            (micros, debt) = (micros + entry.Micros, debt + entry.DebtMicros);
        var isRight = wallet.AvailableMicros == micros - wallet.ProvisionalMicros && wallet.DebtMicros == debt;
        Sum = Sum with
        {
            Wallets = Sum.Wallets + 1,
            AvailableMicros = Sum.AvailableMicros + wallet.AvailableMicros,
            DebtMicros = Sum.DebtMicros + wallet.DebtMicros,
            LedgerMicros = Sum.LedgerMicros + micros,
            ProvisionalMicros = Sum.ProvisionalMicros + wallet.ProvisionalMicros,
            OpenSegments = Sum.OpenSegments + wallet.Segments.Length,
            WrongBooks = Sum.WrongBooks + (isRight ? 0 : 1),
        };
    }

    private T Read<T>(MovedRow row)
    {
        try
        {
            return json.Deserialize<T>(row.Payload) ?? throw new JsonException("It is null.");
        }
        catch (JsonException wrong)
        {
            throw new StorageUnavailableException($"{row.Kind} {row.Key} does not hold a {typeof(T).Name}: {wrong.Message}", wrong);
        }
    }
}
