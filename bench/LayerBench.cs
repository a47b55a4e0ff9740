using System.Diagnostics;
using System.Text.Json;
using MindBot.Grains.Metering;
using MindBot.Grains.Wallets;

namespace MindBot.Bench;

/// <summary>Where the time of a checkpoint goes: each layer by itself, single-threaded.</summary>
internal static class LayerBench
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(3);

    public static async Task Run(Report report)
    {
        var wallet = SamplePayload.Wallet;
        var now = wallet.SettledUntil;
        var sequence = 2L;
        var rules = Micros(() =>
        {
            now = now.AddMs(1);
            wallet = Running.Checkpoint(wallet, new Caller("session_000001", 1, ++sequence), now, now).Wallet;
        });
        var plan = Micros(() => wallet.ExhaustsAt());
        var state = new WalletState { Wallet = SamplePayload.Wallet };
        var buffer = new MemoryStream(4096);
        var json = Micros(() =>
        {
            buffer.SetLength(0);
            JsonSerializer.Serialize(buffer, state, SamplePayload.Json.Options);
        });
        var batched = 1e6 / RawRows.UpsertsPerSecond(new string('x', SamplePayload.Bytes), 20_000, 1000, Time);

        await using var backend = await Backend.Start();
        var grain = backend.Grains.GetGrain<IWalletGrain>("user");
        var call = 1e6 / await Workers.Repeat(1, Time, _ => grain.ConfirmGrant("none"));
        var view = 1e6 / await Workers.Repeat(1, Time, _ => grain.GetView(false));

        report.Section(
            "Where a checkpoint's time goes",
            "Each layer by itself, one thread, µs of wall time. The row is the amortised cost in a batch of 1,000; the grain calls wait for their answer one by one.");
        report.Table(
            ["layer", "µs"],
            [
                ["rules: settle, confirm", Report.Number(rules)],
                ["rules: when the pool runs empty", Report.Number(plan)],
                ["state to JSON", Report.Number(json)],
                ["the row in SQLite", Report.Number(batched)],
                ["a one-way grain call", Report.Number(call)],
                ["a grain call with a wallet view", Report.Number(view)],
            ]);
    }

    private static double Micros(Action action)
    {
        for (var i = 0; i < 20_000; i++) action();
        var watch = Stopwatch.StartNew();
        var done = 0;
        while (watch.Elapsed < Time)
            for (var i = 0; i < 1000; i++, done++) action();
        return watch.Elapsed.TotalMicroseconds / done;
    }
}
