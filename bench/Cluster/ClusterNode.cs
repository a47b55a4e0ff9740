using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MindBot.Grains;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.Silo.Hosting;
using MindBot.Silo.Storage;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.Bench;

/// <summary>One silo of a cluster that is measured, a process of its own. It takes commands from its input, one a line, and answers each with a line.</summary>
internal sealed class ClusterNode(IServiceProvider services, int number)
{
    public const string Name = "cluster-node", Number = "node";

    private const long Hours = 3_600_000_000L;

    private readonly IGrainFactory grains = services.GetRequiredService<IGrainFactory>();
    private readonly Percentiles checkpoints = new(), stops = new();
    private int wallets;

    /// <summary>With the etags of the last writes.</summary>
    private GrainState<WalletState>[]? states;

    public static async Task<int> Run(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Logging.ClearProviders();
        Backend.AddNobody(builder.Services.AddMindBotSilo(StorageSettings.Read(builder.Configuration, isDevelopment: false)));
        using var host = builder.Build();
        await host.StartAsync();
        var node = new ClusterNode(host.Services, int.Parse(builder.Configuration[Number]!));
        using var listener = node.Listen();
        Console.WriteLine("ready");
        // A command, a number, and how many callers or seconds.
        while (Console.ReadLine() is { } line) Console.WriteLine(JsonSerializer.Serialize(await node.Do(line.Split(' '))));
        await host.StopAsync();
        return 0;
    }

    private Task<NodeResult> Do(string[] command)
    {
        var (count, seconds) = (int.Parse(command[1]), double.Parse(command[^1]));
        return command[0] switch
        {
            "open" => Open(count, callers: (int)seconds),
            "checkpoint" => Checkpoint(callers: count, seconds),
            "write" => Write(callers: count, seconds),
            "start" => Start(count, seconds),
            "hold" => Hold(seconds),
            _ => throw new ArgumentException($"There is no command '{command[0]}'."),
        };
    }

    /// <summary>Wallets with a card and an open segment each.</summary>
    private async Task<NodeResult> Open(int count, int callers)
    {
        wallets = count;
        await Workers.ForEach(count, callers, async i =>
        {
            var wallet = Wallet(i);
            await wallet.Credit(new CreditRequest($"tcrd_{number}_{i}", "ABCD-EFGH-JKLM", 330 * 60_000_000L, DateTimeOffset.UnixEpoch));
            await wallet.ConfirmGrant($"tcrd_{number}_{i}");
            await wallet.Open(new OpenSegment(new("talk", 1, 1), $"room_{number}_{i}", 1000, TimeProvider.System.GetUtcNow(), null));
        });
        return new NodeResult();
    }

    /// <summary>As live sessions do, wherever the wallet is.</summary>
    private async Task<NodeResult> Checkpoint(int callers, double seconds)
    {
        var (sequence, now, took) = (1L, TimeProvider.System.GetUtcNow(), new Percentiles());
        var steps = new int[callers];
        var perSecond = await Workers.Repeat(callers, TimeSpan.FromSeconds(seconds), async worker =>
        {
            var began = Stopwatch.GetTimestamp();
            await Wallet((worker + steps[worker]++ * callers) % wallets).Checkpoint(new("talk", 1, Interlocked.Increment(ref sequence)), now, null);
            took.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        });
        return new NodeResult { PerSecond = perSecond, Checkpoints = took.Sample() };
    }

    /// <summary>The storage provider by itself: the same state, a row for each caller.</summary>
    private async Task<NodeResult> Write(int callers, double seconds)
    {
        var storage = services.GetRequiredKeyedService<IGrainStorage>(GrainStorageName.Default);
        var took = new Percentiles();
        states ??= [.. Enumerable.Range(0, callers).Select(_ => new GrainState<WalletState>(new WalletState { Wallet = SamplePayload.Wallet }))];
        var perSecond = await Workers.Repeat(callers, TimeSpan.FromSeconds(seconds), async worker =>
        {
            var began = Stopwatch.GetTimestamp();
            await storage.WriteStateAsync("bench", GrainId.Create("bench", $"{number}_{worker}"), states[worker]);
            took.Add(Stopwatch.GetElapsedTime(began).TotalSeconds);
        });
        return new NodeResult { PerSecond = perSecond, Checkpoints = took.Sample() };
    }

    /// <summary>Live sessions, of which one in 20 runs empty while they are held.</summary>
    private async Task<NodeResult> Start(int count, double seconds)
    {
        await Workers.ForEach(count, 100, async i =>
        {
            var user = $"user_{number}_{i}";
            var micros = i % 20 == 0 ? (long)(seconds * (1 + i / (double)count) * 1e6) : 8 * Hours;
            var wallet = grains.GetGrain<IWalletGrain>(user);
            await wallet.Credit(new CreditRequest($"tcrd_{user}", "ABCD-EFGH-JKLM", micros, DateTimeOffset.UnixEpoch));
            await wallet.ConfirmGrant($"tcrd_{user}");
            await grains.GetGrain<IVoiceRoomGrain>($"room_{user}").Claim(user, "talk");
            var reply = await grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(user, "talk")).Start(new SessionTerms($"room_{user}"));
            if (reply.Refusal is { } refusal) throw new InvalidOperationException(refusal.Detail);
        });
        return new NodeResult();
    }

    private async Task<NodeResult> Hold(double seconds)
    {
        checkpoints.Clear();
        stops.Clear();
        using var process = Process.GetCurrentProcess();
        var (before, watch) = (process.TotalProcessorTime, Stopwatch.StartNew());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        process.Refresh();
        return new NodeResult
        {
            PerSecond = checkpoints.Count / watch.Elapsed.TotalSeconds,
            Checkpoints = checkpoints.Sample(),
            Stops = stops.Sample(),
            CpuShare = (process.TotalProcessorTime - before) / watch.Elapsed,
            WorkingSet = process.WorkingSet64,
        };
    }

    private IWalletGrain Wallet(int i) => grains.GetGrain<IWalletGrain>($"wallet_{number}_{i}");

    private MeterListener Listen()
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
            if (instrument.Name == SessionMeters.CheckpointDuration) checkpoints.Add(seconds);
            if (instrument.Name == SessionMeters.StopLateness) stops.Add(seconds);
        });
        listener.Start();
        return listener;
    }
}

/// <summary>What a node did: a second, how long it took (a sample, in seconds), and at what cost.</summary>
internal sealed record NodeResult
{
    public double PerSecond { get; init; }
    public double[] Checkpoints { get; init; } = [];
    public double[] Stops { get; init; } = [];
    public double CpuShare { get; init; }
    public long WorkingSet { get; init; }
}
