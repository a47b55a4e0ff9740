using System.Collections.Immutable;
using System.Text;
using MindBot.Grains.Ledgers;
using MindBot.Grains.Metering;
using MindBot.Grains.Payments;
using MindBot.Grains.TimeCards;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.Silo.Storage;
using MindBot.Silo.Tests.Storage;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Silo.Tests.Auditing;

/// <summary>An installation whose wallets were made by the rules: one with a ledger of several pages and a bought card, one that is being talked away.</summary>
internal static class SampleBooks
{
    public const string Talked = "user_1", Talking = "user_2", Card = "tcrd_1";
    public const long Hour = 3_600_000_000;

    private const int Talks = 130;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static async Task Write(ITestDatabase database)
    {
        using var store = database.Open();
        var states = new GrainStorage(store.Rows, new StateJson());
        var wallet = Credited(Card);
        var now = Noon;
        for (var i = 1; i <= Talks; i++)
        {
            wallet = Open(wallet, $"s{i}", now);
            wallet = Closing.Close(wallet, new Caller($"s{i}", 1, 2), EndReasons.ClientEnded, now.AddSeconds(10), now.AddSeconds(10)).Wallet;
            now = now.AddMinutes(1);
        }

        await PutLedger(states, Talked, wallet);
        await Put(states, "wallet", "wallet", Talked, new WalletState { Wallet = Booking.Acknowledge(wallet, wallet.LastEntry - 1) });
        await Put(states, "voiceSession", "voicesession", $"{Talked}/s7", new SessionState
        {
            Phase = SessionPhase.Ended,
            Result = new SessionResult("completed", EndReasons.ClientEnded, Noon, Noon, 10_000, 10_000_000,
                [new SessionPiece(Noon, Noon.AddSeconds(10), 10_000, 1000, "server", [new SessionDebit(Card, 10_000_000)], 0)], 0, 1),
        });
        await Put(states, "timeCard", "timecard", Card, new TimeCardState
        {
            Phase = CardPhase.Active,
            OwnerId = Talked,
            Purchase = new PurchaseRequest(Talked, new TimePackage("p", "P", 1, 0, Hour, 999, "usd"), null, false, false),
        });
        await Put(states, "moneyLedger", "moneyledger", Talked, new MoneyLedgerState
        {
            LastNumber = 1,
            Newest = [new MoneyLine(1, new MoneyEntry("pi_1", MoneyKinds.Payment, 999, "usd", Noon))],
            SpentCents = ImmutableDictionary<string, long>.Empty.Add("usd", 999),
            Payments = 1,
        });
        await Put(states, "wallet", "wallet", Talking, new WalletState { Wallet = Open(Credited("gift"), "open", Noon).Settle(Noon.AddMinutes(1)) });
    }

    /// <summary>As a bug would: the row's checksum is right.</summary>
    public static async Task Change(ITestDatabase database, string kind, string key, string from, string to)
    {
        using var store = database.Open();
        var row = (await store.Rows.ReadAsync(new RowKey(kind, key)))!;
        var text = Encoding.UTF8.GetString(row.Payload);
        Assert.Contains(from, text);
        var changed = text.Remove(text.IndexOf(from, StringComparison.Ordinal), from.Length).Insert(text.IndexOf(from, StringComparison.Ordinal), to);
        Assert.False((await store.Rows.WriteAsync(new RowKey(kind, key), row.Etag, Encoding.UTF8.GetBytes(changed))).IsConflict);
    }

    private static Wallet Credited(string card) =>
        Credits.Credit(Wallet.Empty, new CardGrant(card, null, Hour, Noon, Noon.AddYears(1)), Noon);

    private static Wallet Open(Wallet wallet, string session, DateTimeOffset at) =>
        Opening.Open(wallet, new OpenRequest(new Caller(session, 1, 1), "r", 1000, at, null), at).Wallet;

    /// <summary>The ledger has all but the newest entry.</summary>
    private static async Task PutLedger(GrainStorage states, string user, Wallet wallet)
    {
        var lines = wallet.Outbox.RemoveAt(wallet.Outbox.Length - 1).Select(entry => entry.ToMessage()).ToArray();
        foreach (var page in lines.GroupBy(line => ILedgerPageGrain.PageOf(line.Number)))
            await Put(states, "ledgerPage", "ledgerpage", $"{user}/{page.Key}", new LedgerPageState { Lines = [.. page] });
        await Put(states, "ledger", "ledger", user, new LedgerState { LastEntry = lines.Length, SumMicros = lines.Sum(line => line.Micros) });
    }

    private static Task Put<T>(GrainStorage states, string name, string type, string key, T state) =>
        states.WriteStateAsync(name, GrainId.Create(type, key), new GrainState<T>(state));
}
