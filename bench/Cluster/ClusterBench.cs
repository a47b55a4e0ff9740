using System.Runtime.InteropServices;
using MindBot.Silo.Hosting;
using MindBot.Tests.Postgres;

namespace MindBot.Bench;

/// <summary>Silos of the full build on PostgreSQL: what they checkpoint and hold, beside Orleans' own AdoNet provider in the same run.</summary>
internal static class ClusterBench
{
    public const string Name = "cluster";

    private const int Wallets = 1_000, Callers = 1_000, AdoNetCallers = 20, Sessions = 3_000;
    private const double WarmUpSeconds = 4, Seconds = 6, HoldSeconds = 18;
    private static readonly int[] Sizes = [1, 2, 3];

    public static async Task<int> Run()
    {
        if (!GrainHost.IsCluster || !PostgresProgram.IsInstalled)
        {
            Console.Error.WriteLine("This needs the full build (-p:Full=true) and an installed PostgreSQL.");
            return 1;
        }

        using var postgres = new PostgresProgram(isDurable: true);
        var report = new Report();
        var adoNet = await Writes(postgres, usesAdoNet: true, AdoNetCallers);
        var grouped = await Writes(postgres, usesAdoNet: false, Callers);
        report.Section(
            "The storage by itself",
            $"One process writes wallets of {SamplePayload.Bytes} bytes through its `IGrainStorage`, each durable before the answer (fsync on). {AdoNetCallers} callers for "
            + $"AdoNet, one for each connection of its pool; {Callers} for the group commit, which shares one connection.");
        report.Table(
            ["", "writes/s", "to AdoNet", "p50", "p99"],
            [Row("Orleans' AdoNet provider", adoNet, adoNet), Row("**group commit**", grouped, adoNet)]);

        var (checkpoints, live) = (new List<string[]>(), new List<string[]>());
        foreach (var silos in Sizes)
        {
            var reference = await Checkpoints(postgres, silos, usesAdoNet: true, callers: AdoNetCallers);
            checkpoints.Add([$"{silos}", "AdoNet", .. Row("", reference, adoNet)[1..]]);
            using var run = await ClusterRun.Start(postgres, silos, usesAdoNet: false);
            checkpoints.Add([$"{silos}", "**group commit**", .. Row("", await Checkpoints(run, Callers / silos), adoNet)[1..]]);
            live.Add([$"{silos}", .. await Hold(run, silos)]);
        }

        report.Section(
            "Durable checkpoints",
            $"As live sessions make them: a call from a silo to a wallet, which is on any of the silos, the rules, JSON, and a row on disk before the answer. {Wallets:#,0} wallets a silo. "
            + "The ratio is to what the AdoNet provider writes by itself, without grains, in the table above.");
        report.Table(["silos", "storage", "checkpoints/s", "to AdoNet's writes", "p50", "p99"], checkpoints);
        report.Section(
            "Live sessions",
            $"{Sessions:#,0} sessions with a wallet each, a checkpoint every 15 s, held for {HoldSeconds:0} s while one in 20 runs empty. CPU is the silos' together; PostgreSQL comes on top. A stop is late by the time from the "
            + "instant of exhaustion to its durable end.");
        report.Table(
            ["silos", "live sessions", "checkpoints/s", "checkpoint p50", "p99", "stops", "stop late p50", "p99", "CPU of a core", "memory"], live);
        report.WritePage(Path.Combine(Repository.Docs, "performance-cluster.md"), $"""
            # Performance of a cluster

            Measured by `dotnet run -c Release --project bench -p:Full=true -- cluster`, which wrote this page: {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}.
            **All silos, PostgreSQL and what drives them share these cores**: three silos here are three processes on one machine, not three machines. What the figures show is what a silo more costs, and
            the storage beside the AdoNet provider; not what three machines can do.

            """);
        return 0;
    }

    private static async Task<NodeResult[]> Writes(PostgresProgram postgres, bool usesAdoNet, int callers)
    {
        using var run = await ClusterRun.Start(postgres, silos: 1, usesAdoNet);
        await run.Do($"write {callers} {WarmUpSeconds}");
        return await run.Do($"write {callers} {Seconds}");
    }

    private static async Task<NodeResult[]> Checkpoints(PostgresProgram postgres, int silos, bool usesAdoNet, int callers)
    {
        using var run = await ClusterRun.Start(postgres, silos, usesAdoNet);
        return await Checkpoints(run, callers);
    }

    private static async Task<NodeResult[]> Checkpoints(ClusterRun run, int callers)
    {
        await run.Do($"open {Wallets} {Math.Min(callers, 200)}");
        await run.Do($"checkpoint {callers} {WarmUpSeconds}");
        return await run.Do($"checkpoint {callers} {Seconds}");
    }

    private static async Task<string[]> Hold(ClusterRun run, int silos)
    {
        await run.Do($"start {Sessions / silos} {HoldSeconds}");
        var held = await run.Do($"hold {Sessions} {HoldSeconds}");
        var (checkpoints, stops) = (Merge(held, node => node.Checkpoints), Merge(held, node => node.Stops));
        return
        [
            $"{Sessions:#,0}", Report.Number(held.Sum(node => node.PerSecond)), Ms(checkpoints.At(0.5)), Ms(checkpoints.At(0.99)), $"{stops.Count:#,0}",
            Ms(stops.At(0.5)), Ms(stops.At(0.99)), Report.Percent(held.Sum(node => node.CpuShare)), $"{held.Sum(node => node.WorkingSet) / 1e6:#,0} MB",
        ];
    }

    private static string[] Row(string name, NodeResult[] nodes, NodeResult[] reference)
    {
        var (rate, took) = (nodes.Sum(node => node.PerSecond), Merge(nodes, node => node.Checkpoints));
        return [name, Report.Number(rate), Report.Ratio(rate / reference.Sum(node => node.PerSecond)), Ms(took.At(0.5)), Ms(took.At(0.99))];
    }

    private static Percentiles Merge(NodeResult[] nodes, Func<NodeResult, double[]> values)
    {
        var all = new Percentiles();
        foreach (var value in nodes.SelectMany(values)) all.Add(value);
        return all;
    }

    private static string Ms(double seconds) => double.IsNaN(seconds) ? "" : $"{Report.Number(seconds * 1000)} ms";
}
