using MindBot.Cluster.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Cluster.Tests.Ordeals;

/// <summary>People who talk, buy and give while something happens to their cluster; afterwards everything has to add up.</summary>
internal sealed class Ordeal : IAsyncDisposable
{
    private const int People = 16, Sessions = 64, Clients = 4, Silos = 3;
    private static readonly TimeSpan Checkpoint = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(90), Before = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(3), Look = TimeSpan.FromMilliseconds(500);

    private readonly ITestOutputHelper log;
    private readonly Frontend frontend;
    private readonly MeteringWatch watch;
    private readonly Crowd crowd;

    private Ordeal(ClusterInstallation cluster, Frontend frontend, MeteringWatch watch, Crowd crowd, ITestOutputHelper log) =>
        (Cluster, this.frontend, this.watch, this.crowd, this.log) = (cluster, frontend, watch, crowd, log);

    public ClusterInstallation Cluster { get; }

    public static async Task<Ordeal> Begin(ITestOutputHelper log, params string[] settings)
    {
        var cluster = await ClusterInstallation.Start(Silos, settings);
        var frontend = new Frontend(cluster.Address, Patience);
        try
        {
            var crowd = await Crowd.Register(frontend, People);
            await crowd.StartTalks(Sessions);
            var ordeal = new Ordeal(cluster, frontend, new MeteringWatch(cluster.Database), crowd, log);
            await ordeal.AwaitSpread("at first");
            return ordeal;
        }
        catch (Exception)
        {
            log.WriteLine(cluster.Logs);
            frontend.Dispose();
            cluster.Dispose();
            throw;
        }
    }

    /// <summary>Under load, does what is to happen; then waits for every session to go on, and has the books checked.</summary>
    public async Task Through(string what, Func<Task> happen)
    {
        try
        {
            using var enough = new CancellationTokenSource();
            var load = new Load(crowd, Sessions, seed: 1, Clients, enough.Token).Run();
            await Task.WhenAny(load, Task.Delay(Before));
            watch.Mark();
            var began = ClientClock.Now;
            var outage = new Outage(began, began);
            crowd.Interrupt(outage);
            await happen();
            await watch.AwaitAll(Patience);
            await Task.WhenAny(load, Task.Delay(Afterwards));
            await enough.CancelAsync();
            await load;
            crowd.Interrupt(outage);
            var tally = new Tally(Checkpoint + Tally.CheckpointLateness);
            await crowd.CheckBooks(tally);
            watch.Check();
            log.WriteLine($"{what}: {watch.Stall()}; {tally}");
        }
        catch (Exception)
        {
            log.WriteLine(Cluster.Logs);
            throw;
        }
    }

    /// <summary>Waits until every silo has a part of the sessions.</summary>
    public async Task AwaitSpread(string when)
    {
        await using var client = await ClusterClient.Connect(Cluster.Database);
        var since = ClientClock.Now;
        while (true)
        {
            var spread = await client.Sessions();
            var isSpread = spread.Count == Cluster.Silos.Count && spread.Values.All(sessions => sessions > 0);
            if (isSpread || ClientClock.Now - since > Patience) log.WriteLine($"sessions by silo {when}: {string.Join(", ", spread.Values)}");
            if (isSpread) return;
            Assert.True(ClientClock.Now - since < Patience, "The sessions are not spread over the silos.");
            await Task.Delay(Look);
        }
    }

    /// <summary>Ends all talks; their receipts, the ledgers and the rows agree.</summary>
    public async Task End()
    {
        var tally = new Tally(Checkpoint + Tally.CheckpointLateness);
        await crowd.EndAll();
        await crowd.CheckBooks(tally);
        watch.Check();
        log.WriteLine($"in the end {crowd.People.Sum(person => person.Talks.Count)} sessions of {People} people, {tally}");
    }

    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        frontend.Dispose();
        Cluster.Dispose();
    }
}
