using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Crashes;

/// <summary>
/// kill -9 at random moments of 200 live sessions under load, some of them while the server is still recovering from the kill before.
/// Rounds and seed: <see cref="RandomKills"/>; the seed is printed. <c>--logger "console;verbosity=detailed"</c> shows a line for each round.
/// </summary>
public class RandomCrashTests(ITestOutputHelper log)
{
    [Fact]
    public async Task However_often_it_is_killed_every_wallet_adds_up()
    {
        var seed = RandomKills.Seed;
        log.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var installation = new Installation(RandomKills.Settings);
        using var frontend = new Frontend(installation.Address);
        var server = await installation.Start();
        var crowd = await Crowd.Register(frontend, RandomKills.People);

        for (var round = 1; round <= RandomKills.Rounds; round++)
        {
            var tally = new Tally(RandomKills.MostLost);
            await crowd.StartTalks(RandomKills.Sessions);
            await Recovery.Look(crowd.People, tally);
            var live = crowd.LiveTalks;
            var load = new Load(crowd, RandomKills.Sessions, random.Next()).Run();
            await Task.WhenAny(load, Task.Delay(random.Next(300, 3_000)));
            var outage = server.Kill();
            await load;
            crowd.Interrupt(outage);

            var twice = random.Next(3) == 0;
            server = await RandomKills.Restart(installation, outage, twice, random);
            var served = ClientClock.Now;
            await Recovery.Await(crowd.People, RandomKills.LongestRecovery, tally);
            var recovered = ClientClock.Now;
            await crowd.CheckBooks(tally);
            var repeated = await crowd.RepeatLost();
            await crowd.CheckBooks(tally);
            log.WriteLine(
                $"round {round}: {live} sessions, {(twice ? "killed twice, " : "")}down {(served - outage.Began).TotalSeconds:0.0} s, "
                + $"all back {(recovered - served).TotalSeconds:0.0} s later, {tally}, {repeated} requests repeated");
        }

        var last = new Tally(RandomKills.MostLost);
        await crowd.EndAll();
        await crowd.CheckBooks(last);
        log.WriteLine($"in the end {crowd.People.Sum(person => person.Talks.Count)} sessions, {last}");
    }
}
