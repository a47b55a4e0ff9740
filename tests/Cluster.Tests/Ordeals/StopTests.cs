using MindBot.Cluster.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Cluster.Tests.Ordeals;

/// <summary>A silo that no other one takes over from.</summary>
public class StopTests(ITestOutputHelper log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Without this, a stop that waits for calls that nobody answers would go unnoticed: each waits 20 s.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(18);

    /// <summary>A checkpoint only once a minute: had a planned stop made none, far more than this would be lost.</summary>
    [Fact]
    public async Task A_planned_stop_of_the_only_silo_costs_nothing_but_the_downtime()
    {
        using var cluster = await ClusterInstallation.Start(silos: 1, "--Sessions:CheckpointSeconds=60");
        using var frontend = new Frontend(cluster.Address, Patience);
        try
        {
            var tally = new Tally(allowedLoss: TimeSpan.Zero);
            var crowd = await Crowd.Register(frontend, 4);
            await crowd.StartTalks(32);
            await Task.Delay(TimeSpan.FromSeconds(2));

            var (silo, began) = (cluster.Silos.Single(), ClientClock.Now);
            silo.Terminate();
            Assert.Equal(0, await silo.Exit(LongestStop));
            var outage = new Outage(began, ClientClock.Now);
            crowd.Interrupt(outage);
            Assert.Contains("32 live sessions made their last checkpoint, 0 could not", silo.Output);

            outage.EndWith(await cluster.AddSilo());
            await crowd.EndAll();
            await crowd.CheckBooks(tally);
            log.WriteLine($"stopped within {(outage.Down - began).TotalSeconds:0.0} s; {tally}");
        }
        catch (Exception)
        {
            log.WriteLine(cluster.Logs);
            throw;
        }
    }
}
