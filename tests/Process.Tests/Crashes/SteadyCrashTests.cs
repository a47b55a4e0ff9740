using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Crashes;

/// <summary>
/// kill -9 in the middle of ten sessions on seven wallets. What the operating system has taken it keeps when a process is killed, so
/// this proves the order of the writes and the recovery, not the disk.
/// </summary>
public class SteadyCrashTests(ITestOutputHelper log)
{
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(2), LongestRecovery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Conversation = TimeSpan.FromSeconds(5), Downtime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Afterwards = TimeSpan.FromSeconds(1);

    /// <summary>Long enough for requests to arrive, too short for all to be answered.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(5);

    [Fact]
    public async Task After_a_kill_the_sessions_go_on_and_every_book_adds_up()
    {
        using var installation = new Installation("--Sessions:CheckpointSeconds", "2");
        using var frontend = new Frontend(installation.Address);
        var tally = new Tally(CheckpointInterval + Tally.CheckpointLateness);
        var server = await installation.Start();
        var crowd = await Crowd.Register(frontend, 7);
        await crowd.StartTalks(10);
        await Task.Delay(Conversation / 2);
        await crowd.People[0].Buy().Complete();
        await crowd.StartTalks(11);
        await crowd.EndTalks(1);
        await Task.Delay(Conversation / 2);
        await Recovery.Look(crowd.People, tally);
        var unanswered = crowd.SendSomeOfEverything();
        await Task.Delay(OnTheWay);

        var outage = server.Kill();
        await unanswered;
        crowd.Interrupt(outage);
        await Task.Delay(Downtime);
        outage.EndWith(server = await installation.Start());

        await Recovery.Await(crowd.People, LongestRecovery, tally);
        await crowd.CheckBooks(tally);
        var repeated = await crowd.RepeatLost();
        await crowd.CheckBooks(tally);
        await Task.Delay(Afterwards);
        await crowd.EndAll();
        await crowd.CheckBooks(tally);
        log.WriteLine($"{tally}, of {outage.WithoutProcess.TotalSeconds:0.0} s without a process; {repeated} requests repeated");
    }
}
