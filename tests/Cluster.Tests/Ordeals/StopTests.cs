using MindBot.Cluster.Tests.Server;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Cluster.Tests.Ordeals;

/// <summary>A silo that no other one takes over from is stopped as planned: its sessions cost the time until then, no more and no less.</summary>
public class StopTests(ITestOutputHelper log)
{
    /// <summary>Had a planned stop made no checkpoints, far more than the allowed loss would be lost.</summary>
    private const string RareCheckpoints = "--Sessions:CheckpointSeconds=60";

    /// <summary>A stop that waited for a call that nobody answers would take 20 s more.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(18), Patience = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task The_only_silo_of_a_cluster()
    {
        SlowTests.SkipUnlessWanted();
        using var cluster = await ClusterInstallation.Start(silos: 1, RareCheckpoints);
        await StopsWithoutLoss(cluster.Address, cluster.Silos.Single(), cluster.AddSilo);
    }

    [SkippableFact]
    public async Task A_silo_and_its_front_in_one_process()
    {
        SlowTests.SkipUnlessWanted();
        using var installation = new Installation(
            RareCheckpoints, $"--MINDBOT_SILO_PORT={FreePort.Find()}", $"--MINDBOT_GATEWAY_PORT={FreePort.Find()}");
        await StopsWithoutLoss(installation.Address, await installation.Start(), () => installation.Start());
    }

    private async Task StopsWithoutLoss(Uri address, ServerProcess silo, Func<Task<ServerProcess>> startAnother)
    {
        using var frontend = new Frontend(address, Patience);
        var crowd = await Crowd.Register(frontend, 4);
        await crowd.StartTalks(32);
        await Task.Delay(TimeSpan.FromSeconds(2));

        var began = ClientClock.Now;
        silo.Terminate();
        Assert.Equal(0, await silo.Exit(LongestStop));
        var outage = new Outage(began, ClientClock.Now);
        crowd.Interrupt(outage);
        Assert.Contains("32 live sessions made their last checkpoint, 0 could not", silo.Output);

        outage.EndWith(await startAnother());
        var tally = new Tally(allowedLoss: TimeSpan.Zero);
        await crowd.EndAll();
        await crowd.CheckBooks(tally);
        log.WriteLine($"stopped within {(outage.Down - began).TotalSeconds:0.0} s; {tally}");
    }
}
