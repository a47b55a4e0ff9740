using System.Diagnostics;
using System.Diagnostics.Metrics;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;

namespace MindBot.Bench;

/// <summary>Live sessions held: what they cost, and how late a stop at zero is.</summary>
internal static class SessionBench
{
    private static readonly int[] Sizes = [1_000, 10_000, 100_000];
    private const int Starters = 500;
    private const long Hours = 3_600_000_000L;
    private static readonly TimeSpan SettlingIn = TimeSpan.FromSeconds(20), Time = TimeSpan.FromSeconds(45);

    public static async Task Run(Report report)
    {
        var rows = new List<string[]>();
        var details = new List<string[]>();
        double? costAtLeast = null;
        foreach (var size in Sizes)
        {
            var result = await Hold(size);
            costAtLeast ??= result.MicrosPerSession;
            rows.Add(
            [
                $"{size:#,0}", Report.Percent(result.Cpu), Report.Number(result.MicrosPerSession), Report.Ratio(result.MicrosPerSession / costAtLeast.Value),
                $"{result.WorkingSet / 1e6:#,0} MB", $"{result.BytesPerSession:#,0}", Report.Number(result.CheckpointsPerSecond),
                Ms(result.Checkpoint.At(0.5)), Ms(result.Checkpoint.At(0.99)), $"{result.Stops.Count:#,0}", Ms(result.Stops.At(0.5)), Ms(result.Stops.At(0.99)),
            ]);
            details.Add([$"{size:#,0}", .. result.Details]);
            report.Bar("CPU of live sessions, share of one core", $"{size:#,0} sessions", result.Cpu, Report.Percent(result.Cpu));
        }

        report.Section(
            "Live sessions",
            $"One wallet a session, a checkpoint every 15 s, one row a checkpoint; {Time.TotalSeconds:0} s after all have started, no load from outside. One session in 50 runs "
            + "empty in that time. CPU is the whole process' share of one core; a stop is late by the time from the instant of exhaustion to its durable end.");
        report.Table(
            [
                "sessions", "CPU of a core", "CPU µs a session and second", "to 1,000", "process", "bytes a session", "checkpoints/s", "checkpoint p50", "p99", "stops",
                "stop late p50", "p99",
            ],
            rows);
        report.Table(["sessions", .. Costs.Head], details);
    }

    private static async Task<Result> Hold(int sessions)
    {
        await using var backend = await Backend.Start();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        await Workers.ForEach(sessions, Starters, i => Start(backend, i, sessions));
        Console.WriteLine($"started {sessions:#,0} sessions in {watch.Elapsed.TotalSeconds:0.0} s");
        await Task.Delay(SettlingIn);

        var result = new Result();
        using var listener = Listen(result);
        using var process = Process.GetCurrentProcess();
        using var costs = new Costs();
        watch.Restart();
        await Task.Delay(Time);
        costs.Stop();
        process.Refresh();
        result.Cpu = costs.CpuShare;
        result.Details = costs.Columns;
        result.MicrosPerSession = result.Cpu * 1e6 / sessions;
        result.CheckpointsPerSecond = result.Checkpoint.Count / watch.Elapsed.TotalSeconds;
        result.WorkingSet = process.WorkingSet64;
        result.BytesPerSession = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)sessions;
        return result;
    }

    /// <summary>One in 50 gets just enough to run empty while it is measured.</summary>
    private static async Task Start(Backend backend, int i, int sessions)
    {
        var user = $"user_{i:000000}";
        var startLag = TimeSpan.FromSeconds(sessions / 5_000.0);
        var micros = i % 50 == 0
            ? (long)(SettlingIn + startLag + Time * (i / 50 * 50 / (double)sessions)).TotalMicroseconds
            : 8 * Hours;
        var wallet = backend.Grains.GetGrain<IWalletGrain>(user);
        await wallet.Credit(new CreditRequest($"tcrd_{i:000000}", "ABCD-EFGH-JKLM", micros, DateTimeOffset.UnixEpoch));
        await wallet.ConfirmGrant($"tcrd_{i:000000}");
        // As the front starts one: the room first.
        await backend.Grains.GetGrain<IVoiceRoomGrain>($"room_{i}").Claim(user, "talk");
        var reply = await backend.Grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(user, "talk")).Start(new SessionTerms($"room_{i}"));
        if (reply.Refusal is { } refusal) throw new InvalidOperationException(refusal.Detail);
    }

    private static MeterListener Listen(Result result)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == SessionMeters.Name) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, seconds, _, _) =>
        {
            if (instrument.Name == SessionMeters.CheckpointDuration) result.Checkpoint.Add(seconds);
            if (instrument.Name == SessionMeters.StopLateness) result.Stops.Add(seconds);
        });
        listener.Start();
        return listener;
    }

    private static string Ms(double seconds) => double.IsNaN(seconds) ? "" : $"{Report.Number(seconds * 1000)} ms";

    private sealed class Result
    {
        public double Cpu { get; set; }
        public string[] Details { get; set; } = [];
        public double MicrosPerSession { get; set; }
        public double CheckpointsPerSecond { get; set; }
        public long WorkingSet { get; set; }
        public double BytesPerSession { get; set; }
        public Percentiles Checkpoint { get; } = new();
        public Percentiles Stops { get; } = new();
    }
}
