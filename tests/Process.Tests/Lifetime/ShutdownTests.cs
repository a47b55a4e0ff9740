using MindBot.Process.Tests.Crashes;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Lifetime;

public class ShutdownTests(ITestOutputHelper log)
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(30), LongestRecovery = TimeSpan.FromSeconds(5);

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
}
