using MindBot.Grains.Wallets;

namespace MindBot.Bench;

/// <summary>How many wallets a second can be checkpointed durably, through grain and group commit.</summary>
internal static class CheckpointBench
{
    private const int Wallets = 20_000, Callers = 1_000;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(8);

    public static async Task Run(Report report)
    {
        await using var backend = await Backend.Start();
        var wallets = Enumerable.Range(0, Wallets).Select(i => backend.Grains.GetGrain<IWalletGrain>($"user_{i}")).ToArray();
        await Workers.ForEach(Wallets, Callers, async i =>
        {
            await wallets[i].Credit(new CreditRequest($"tcrd_{i}", "ABCD-EFGH-JKLM", 330 * 60_000_000L, DateTimeOffset.UnixEpoch));
            await wallets[i].ConfirmGrant($"tcrd_{i}");
            await wallets[i].Open(new OpenSegment(new($"session_{i}", 1, 1), $"room_{i}", 1000, TimeProvider.System.GetUtcNow(), null));
        });

        var sequence = 1L;
        var now = TimeProvider.System.GetUtcNow();
        Task Checkpoint(int worker, int step) =>
            wallets[(worker + step * Callers) % Wallets].Checkpoint(new($"session_{(worker + step * Callers) % Wallets}", 1, Interlocked.Increment(ref sequence)), now, null);

        var steps = new int[Callers];
        await Workers.Repeat(Callers, TimeSpan.FromSeconds(6), worker => Checkpoint(worker, steps[worker]++));
        using var costs = new Costs();
        var grouped = await Workers.Repeat(Callers, Time, worker => Checkpoint(worker, steps[worker]++));
        costs.Stop();
        var reads = await Workers.Repeat(Callers, Time, worker => wallets[worker].GetView(false));

        var payload = new string('x', SamplePayload.Bytes);
        var single = RawRows.UpsertsPerSecond(payload, Wallets, rowsPerCommit: 1, Time);
        var batched = RawRows.UpsertsPerSecond(payload, Wallets, rowsPerCommit: 1000, Time);

        report.Section(
            "Durable checkpoints",
            $"{Wallets:#,0} wallets with one live session each, {Callers:#,0} concurrent callers; a checkpoint is a grain call, the rules, JSON, and a row on disk (full sync) before "
            + $"the answer. The baselines write rows of the same {SamplePayload.Bytes} bytes with plain SQLite from one thread.");
        report.Table(
            ["", "a second", "to one by one", "to raw batches"],
            [
                ["plain SQLite, one row a commit", Report.Number(single), "1", Report.Ratio(single / batched)],
                ["plain SQLite, 1,000 rows a commit", Report.Number(batched), Report.Ratio(batched / single), "1"],
                ["**checkpoints through grain and group commit**", Report.Number(grouped), Report.Ratio(grouped / single), Report.Ratio(grouped / batched)],
                ["wallet views (a grain call without a write)", Report.Number(reads), "", ""],
            ]);
        report.Table(
            ["checkpoints in detail", "CPU µs each", .. Costs.Head],
            [["", Report.Number(costs.Cpu.TotalMicroseconds / (grouped * Time.TotalSeconds)), .. costs.Columns]]);
        report.Bar("Durable checkpoints a second", "one row a commit", single, Report.Number(single));
        report.Bar("Durable checkpoints a second", "through grain and group commit", grouped, Report.Number(grouped));
        report.Bar("Durable checkpoints a second", "raw batches of 1,000", batched, Report.Number(batched));
    }
}
