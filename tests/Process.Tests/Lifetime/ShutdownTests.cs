using MindBot.Process.Tests.Crashes;
using MindBot.Process.Tests.LiveKit;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Lifetime;

public class ShutdownTests(ITestOutputHelper log)
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30), LongestRecovery = TimeSpan.FromSeconds(5);

    /// <summary>A busy machine first finishes what it has taken: 30 s, and then closes.</summary>
    private static readonly TimeSpan LongestStopUnderLoad = TimeSpan.FromSeconds(60);

    /// <summary>A checkpoint only once a minute: had a planned stop made none, far more than this would be lost.</summary>
    [Fact]
    public async Task A_planned_stop_costs_nothing_but_the_downtime()
    {
        using var installation = new Installation("--Sessions:CheckpointSeconds", "60");
        using var frontend = new Frontend(installation.Address);
        var tally = new Tally(allowedLoss: TimeSpan.Zero);
        var server = await installation.Start();
        var crowd = await Crowd.Register(frontend, 4);
        await crowd.StartTalks(8);
        await Task.Delay(TimeSpan.FromSeconds(2));

        var began = ClientClock.Now;
        server.Terminate();
        Assert.Equal(0, await server.Exit(LongestStop));
        var outage = new Outage(began, ClientClock.Now);
        Assert.Empty(Directory.GetFiles(installation.DataFolder, "mindbot.pid"));
        crowd.Interrupt(outage);

        await Task.Delay(TimeSpan.FromSeconds(1));
        var next = await installation.Start();
        outage.EndWith(next);
        await Recovery.Await(crowd.People, LongestRecovery, tally);
        await crowd.EndAll();
        await crowd.CheckBooks(tally);
        Assert.DoesNotContain("warn:", next.Output);
        log.WriteLine($"stopped within {(outage.Down - began).TotalSeconds:0.0} s; {tally}");
    }

    [SkippableFact]
    public async Task A_planned_stop_under_load_loses_nothing_that_was_answered()
    {
        SlowTests.SkipUnlessWanted();
        using var installation = new Installation("--Sessions:CheckpointSeconds", "60");
        using var frontend = new Frontend(installation.Address);
        using var liveKit = new LiveKitServer(installation.Address);
        using var auditor = new Operator(installation.Address);
        string[] settings = [.. liveKit.Settings, .. Operator.Settings];
        var tally = new Tally(allowedLoss: TimeSpan.Zero);
        var server = await installation.Start(settings);
        var crowd = await Crowd.Register(frontend, 6);
        var callers = new Callers(crowd, liveKit);
        await crowd.StartTalks(12);
        await callers.Call(4);
        var load = Task.WhenAll(new Load(crowd, 12, seed: 1, clients: 8).Run(), callers.Run(new Random(1)));
        await Task.WhenAny(load, Task.Delay(TimeSpan.FromSeconds(1)));

        var began = ClientClock.Now;
        server.Terminate();
        Assert.Equal(0, await server.Exit(LongestStopUnderLoad));
        var outage = new Outage(began, ClientClock.Now);
        await load;
        crowd.Interrupt(outage);
        callers.Interrupt();
        callers.HangUp(2);

        outage.EndWith(await installation.Start(settings));
        await Recovery.Await(crowd.People, LongestRecovery * 6, tally);
        await crowd.CheckBooks(tally);
        var repeated = await crowd.RepeatLost();
        await callers.Check(tally);
        callers.HangUpAll();
        await crowd.EndAll();
        await callers.Check(tally);
        await crowd.CheckBooks(tally);
        await auditor.Audit(crowd.People);
        log.WriteLine($"stopped within {(outage.Down - began).TotalSeconds:0.0} s; {tally}; {repeated} requests repeated, {callers.Checked} calls");
    }
}
