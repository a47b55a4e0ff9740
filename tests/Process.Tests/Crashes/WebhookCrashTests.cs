using MindBot.Process.Tests.LiveKit;
using MindBot.Process.Tests.Payments;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Crashes;

/// <summary>
/// kill -9 at random moments of 200 live sessions under load, some of them while the server is still recovering from the kill before. The load
/// is HTTP, LiveKit's webhooks of people who come and go in rooms, and Stripe's of payments that nobody else tells of; senders repeat what was
/// not taken. Afterwards the books of everybody, the auditor, and <c>verify</c> on the stopped installation have to agree.
/// Rounds and seed: <see cref="RandomKills"/>; the seed is printed. <c>--logger "console;verbosity=detailed"</c> shows a line for each round.
/// </summary>
public class WebhookCrashTests(ITestOutputHelper log)
{
    [SkippableFact]
    public async Task However_often_it_is_killed_under_webhooks_every_wallet_adds_up()
    {
        SlowTests.SkipUnlessWanted();
        var seed = RandomKills.Seed;
        log.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var installation = new Installation(RandomKills.Settings);
        using var frontend = new Frontend(installation.Address);
        using var liveKit = new LiveKitServer(installation.Address);
        using var auditor = new Operator(installation.Address);
        string[] settings = [.. liveKit.Settings, .. Operator.Settings];
        var server = await installation.Start(settings);
        var crowd = await Crowd.Register(frontend, RandomKills.People);
        var callers = new Callers(crowd, liveKit);
        using var buyers = new Buyers(crowd, installation);
        var total = new Tally(RandomKills.MostLost);
        var kills = 0;

        for (var round = 1; round <= RandomKills.Rounds; round++)
        {
            var tally = new Tally(RandomKills.MostLost);
            await crowd.StartTalks(RandomKills.Sessions);
            await Recovery.Look(crowd.People, tally);
            var live = crowd.LiveTalks;
            await callers.Call(3);
            var load = Task.WhenAll(
                new Load(crowd, RandomKills.Sessions, random.Next()).Run(), callers.Run(new Random(random.Next())), buyers.Run(new Random(random.Next())));
            await Task.WhenAny(load, Task.Delay(random.Next(300, 3_000)));
            var outage = server.Kill();
            await load;
            crowd.Interrupt(outage);
            callers.Interrupt();
            callers.HangUp(random.Next(4));

            var twice = random.Next(3) == 0;
            kills += twice ? 2 : 1;
            server = await RandomKills.Restart(installation, outage, twice, random, settings);
            var served = ClientClock.Now;
            await Recovery.Await(crowd.People, RandomKills.LongestRecovery, tally);
            var recovered = ClientClock.Now;
            await crowd.CheckBooks(tally);
            var repeated = await crowd.RepeatLost();
            await buyers.Check();
            await callers.Check(tally);
            await crowd.CheckBooks(tally);
            await auditor.Audit(crowd.People);
            total.Add(tally);
            log.WriteLine(
                $"round {round}: {live} sessions, {(twice ? "killed twice, " : "")}down {(served - outage.Began).TotalSeconds:0.0} s, "
                + $"all back {(recovered - served).TotalSeconds:0.0} s later, {tally}, {repeated} requests repeated");
        }

        callers.HangUpAll();
        await crowd.EndAll();
        await callers.Check(total);
        await crowd.CheckBooks(total);
        await buyers.AwaitDelivery();
        server.Kill();
        var verified = await installation.Verify();
        log.WriteLine(
            $"{kills} kills in {RandomKills.Rounds} rounds: {crowd.People.Sum(person => person.Talks.Count)} sessions and {callers.Checked} calls, {total}, of "
            + $"{RandomKills.MostLost.TotalMilliseconds:0} ms that an outage may cost; {buyers.Checked} payments told by Stripe alone; "
            + $"{liveKit.Webhooks.Taken} LiveKit events, {liveKit.Webhooks.Repeated} attempts repeated\n{verified}");
    }
}
