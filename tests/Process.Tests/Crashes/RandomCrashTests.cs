using System.Globalization;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Crashes;

/// <summary>
/// kill -9 at random moments of 200 live sessions under load, some of them while the server is still recovering from the kill before.
/// Twenty rounds, unless <c>MINDBOT_CRASH_ROUNDS</c> says otherwise. The seed is printed, and <c>MINDBOT_CRASH_SEED</c> sets
/// it: the requests and the moments are then the same, though not how far the server has got by then.
/// <c>--logger "console;verbosity=detailed"</c> shows a line for each round.
/// </summary>
public class RandomCrashTests(ITestOutputHelper log)
{
    private const int Sessions = 200, People = 50;
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1), LongestRecovery = TimeSpan.FromSeconds(30);

    private static int Rounds => Setting("MINDBOT_CRASH_ROUNDS") ?? 20;

    private static int Seed => Setting("MINDBOT_CRASH_SEED") ?? Random.Shared.Next(1_000_000);

    [Fact]
    public async Task However_often_it_is_killed_every_wallet_adds_up()
    {
        var seed = Seed;
        log.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var installation = new Installation(
            "--Sessions:CheckpointSeconds", "1",
            "--Logging:LogLevel:Default", "Warning", "--Logging:LogLevel:MindBot.Silo.Hosting", "Information");
        using var frontend = new Frontend(installation.Address);
        var server = await installation.Start();
        var crowd = await Crowd.Register(frontend, People);

        for (var round = 1; round <= Rounds; round++)
        {
            var tally = new Tally(CheckpointInterval + Tally.CheckpointLateness);
            await crowd.StartTalks(Sessions);
            await Recovery.Look(crowd.People, tally);
            var live = crowd.LiveTalks;
            var load = new Load(crowd, Sessions, random.Next()).Run();
            await Task.WhenAny(load, Task.Delay(random.Next(300, 3_000)));
            var outage = server.Kill();
            await load;
            crowd.Interrupt(outage);

            var twice = random.Next(3) == 0;
            server = await Restart(installation, outage, twice, random);
            var served = ClientClock.Now;
            await Recovery.Await(crowd.People, LongestRecovery, tally);
            var recovered = ClientClock.Now;
            await crowd.CheckBooks(tally);
            var repeated = await crowd.RepeatLost();
            await crowd.CheckBooks(tally);
            log.WriteLine(
                $"round {round}: {live} sessions, {(twice ? "killed twice, " : "")}down {(served - outage.Began).TotalSeconds:0.0} s, "
                + $"all back {(recovered - served).TotalSeconds:0.0} s later, {tally}, {repeated} requests repeated");
        }

        var last = new Tally(CheckpointInterval + Tally.CheckpointLateness);
        await crowd.EndAll();
        await crowd.CheckBooks(last);
        log.WriteLine($"in the end {crowd.People.Sum(person => person.Talks.Count)} sessions, {last}");
    }

    /// <param name="twice">The first attempt is killed as well, wherever its start has got to.</param>
    private static async Task<ServerProcess> Restart(Installation installation, Outage outage, bool twice, Random random)
    {
        await Task.Delay(random.Next(200, 600));
        if (twice)
        {
            var first = installation.Launch();
            outage.EndWith(first);
            await Task.Delay(random.Next(2_000));
            var again = first.Kill();
            await Task.Delay(100);
            var second = await installation.Start();
            again.EndWith(second);
            outage.GoOn(again);
            await AwaitTakeover(second);
            return second;
        }

        var next = await installation.Start();
        outage.EndWith(next);
        return next;
    }

    /// <summary>
    /// The first attempt may have taken some sessions over already. They show their time without the first outage then, though the
    /// second process has not got to them, and a client cannot see the difference: the server's own word is needed.
    /// </summary>
    private static async Task AwaitTakeover(ServerProcess server)
    {
        var deadline = ClientClock.Now + LongestRecovery;
        while (!server.Output.Contains("sessions that were open when the service stopped", StringComparison.Ordinal))
        {
            Assert.True(ClientClock.Now < deadline, $"The sessions were not taken over.\n{server.Output}");
            await Task.Delay(50);
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
