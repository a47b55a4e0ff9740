using System.Text;
using System.Text.Json;
using MindBot.Grains.Ledgers;
using MindBot.Grains.Metering;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.Silo.Storage;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Silo.Tests.Storage;

/// <summary>Two users, one with an open session and a ledger that lags behind, their watch list's reminder, and rows with awkward texts.</summary>
internal static class SampleInstallation
{
    public const int Rows = 8;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What its rows add up to; written down here, not computed.</summary>
    public static Holdings Holdings { get; } = new()
    {
        Rows = Rows,
        Reminders = 1,
        Wallets = 2,
        AvailableMicros = 3_600_000_000 - 60_000_000 + 7,
        DebtMicros = 500,
        LedgerMicros = 3_600_000_000 + 7,
        ProvisionalMicros = 60_000_000,
        OpenSegments = 1,
        OpenSessions = 1,
        WrongBooks = 0,
    };

    public static async Task Write(ITestDatabase database)
    {
        using var store = database.Open();
        var (json, awkward) = (new StateJson(), "Ada \"Zoë\"\n\u2028\uD83C\uDF99");
        var states = new GrainStorage(store.Rows, json);
        await Put(states, "wallet", "wallet", "user_1", new WalletState { Wallet = Talking() });
        await Put(states, "wallet", "wallet", "user_2", new WalletState { Wallet = Owing() });
        await Put(states, "ledger", "ledger", "user_1", new LedgerState { LastEntry = 1, SumMicros = 3_000_000_000 });
        await Put(states, "voiceSession", "voicesession", "user_1/talk", new SessionState { Phase = SessionPhase.Live, Room = awkward, CreatedAt = Noon });
        await Put(states, "voiceSession", "voicesession", "user_1/old", new SessionState { Phase = SessionPhase.Ended, Room = "r", CreatedAt = Noon });
        await store.Rows.WriteAsync(new RowKey("email/email", awkward), null, Encoding.UTF8.GetBytes($"{{\"user\":{JsonSerializer.Serialize(awkward)}}}"));
        await store.Rows.WriteAsync(new RowKey("edited/byhand", "1"), null, Encoding.UTF8.GetBytes("{\n  \"v\": 1.50\r\n}"));
        await new ReminderTable(store.Rows, json).UpsertRow(new ReminderEntry
        {
            GrainId = GrainId.Create("sessionwatch", "17"),
            ReminderName = "wake",
            StartAt = Noon.UtcDateTime,
            Period = TimeSpan.FromMinutes(1),
        });
    }

    /// <summary>Every row but its etag, as the storage itself reads it.</summary>
    public static IReadOnlyList<string> ReadAll(ITestDatabase database)
    {
        using var store = database.Open();
        string[] kinds = ["edited/byhand", "email/email", "ledger/ledger", "reminder", "voiceSession/voicesession", "wallet/wallet"];
        return [.. kinds.SelectMany(kind => store.Rows.Rows(kind).Select(row => $"{kind} {row.Key} {Encoding.UTF8.GetString(row.Payload)}"))];
    }

    private static Task Put<T>(GrainStorage states, string name, string type, string key, T state) =>
        states.WriteStateAsync(name, GrainId.Create(type, key), new GrainState<T>(state));

    private static Wallet Talking() => new()
    {
        SettledUntil = Noon,
        Cards = [CardOf("tcrd_1", issued: 3_600_000_000, available: 3_540_000_000, consumed: 60_000_000)],
        Segments =
        [
            new Segment
            {
                SessionId = "talk", Room = "r", RatePermille = 1000, State = SegmentState.Running, OpenedAt = Noon.AddMinutes(-1),
                ConfirmedUntil = Noon, LastSignOfLife = Noon, Epoch = 1, Sequence = 1,
                Pieces = [new Piece(Noon.AddMinutes(-1), 60_000, 1000, Basis.Server, [new Debit("tcrd_1", 60_000_000)])],
            },
        ],
        LastEntry = 2,
        // The first is in the ledger already.
        Outbox =
        [
            new LedgerEntry(1, Noon, EntryKind.Credit, 3_000_000_000, CardId: "tcrd_1"),
            new LedgerEntry(2, Noon, EntryKind.Credit, 600_000_000, CardId: "tcrd_1"),
        ],
    };

    private static Wallet Owing() => new()
    {
        SettledUntil = Noon,
        Cards = [CardOf("tcrd_2", issued: 7, available: 7, consumed: 0)],
        DebtMicros = 500,
        LastEntry = 2,
        Outbox = [new LedgerEntry(1, Noon, EntryKind.Credit, 7), new LedgerEntry(2, Noon, EntryKind.Debt, 0, DebtMicros: 500)],
    };

    private static Card CardOf(string id, long issued, long available, long consumed) => new()
    {
        Id = id,
        IssuedMicros = issued,
        AvailableMicros = available,
        ConsumedMicros = consumed,
        CreatedAt = Noon.AddHours(-1),
        ActivatedAt = Noon.AddHours(-1),
        ExpiresAt = Noon.AddYears(1),
    };
}
