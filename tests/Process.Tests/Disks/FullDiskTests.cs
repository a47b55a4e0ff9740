using MindBot.Process.Tests.Crashes;
using MindBot.Process.Tests.LiveKit;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Disks;

/// <summary>The disk is full while people talk, and has space again; then it is full once more, and the server is killed.</summary>
public class FullDiskTests(ITestOutputHelper log)
{
    private static readonly TimeSpan WhileFull = TimeSpan.FromSeconds(2), LongestRecovery = TimeSpan.FromSeconds(30);

    [SkippableFact]
    public async Task On_a_full_disk_nothing_is_acknowledged_and_afterwards_every_book_adds_up()
    {
        SlowTests.SkipUnlessWanted();
        Skip.IfNot(OperatingSystem.IsLinux(), "Limits of another process are Linux'");
        using var installation = new Installation("--Sessions:CheckpointSeconds", "1") { Launcher = FileSizeLimit.Launcher };
        using var frontend = new Frontend(installation.Address);
        using var liveKit = new LiveKitServer(installation.Address);
        using var auditor = new Operator(installation.Address);
        string[] settings = [.. liveKit.Settings, .. Operator.Settings];
        var server = await installation.Start(settings);
        var crowd = await Crowd.Register(frontend, 4);
        var callers = new Callers(crowd, liveKit);
        var tally = new Tally(allowedLoss: Tally.CheckpointLateness + TimeSpan.FromSeconds(1));
        // LiveKit confirms later who was there; here it only matters that nobody pays for more.
        var ofCalls = new Tally(allowedLoss: TimeSpan.MaxValue);
        await crowd.StartTalks(8);
        await callers.Call(3);
        await callers.Check(ofCalls);
        callers.Interrupt();

        var full = ClientClock.Now;
        FileSizeLimit.Fill(server);
        callers.HangUp(1);
        await SendInVain(crowd);
        await Task.Delay(WhileFull);
        FileSizeLimit.Free(server);
        // Time that could not be kept is free, as without a process.
        crowd.Interrupt(new Outage(full, ClientClock.Now));

        await crowd.RepeatLost();
        await callers.Check(ofCalls);
        await crowd.CheckBooks(tally);
        await auditor.Audit(crowd.People);
        var whole = tally.ToString();

        full = ClientClock.Now;
        FileSizeLimit.Fill(server);
        callers.HangUp(1);
        await SendInVain(crowd);
        var outage = new Outage(full, server.Kill().Down);
        crowd.Interrupt(outage);
        server = await installation.Start(settings);
        outage.EndWith(server);
        await Recovery.Await(crowd.People, LongestRecovery, tally);
        await crowd.RepeatLost();
        await crowd.EndAll();
        callers.HangUpAll();
        await callers.Check(ofCalls);
        await crowd.CheckBooks(tally);
        server.Kill();
        log.WriteLine($"space again: {whole}; killed: {tally}; {liveKit.Webhooks.Repeated} of LiveKit's attempts repeated\n{await installation.Verify()}");
    }

    /// <summary>A purchase, a gift, a start and an end: each is refused with a code that says to try again.</summary>
    private static async Task SendInVain(Crowd crowd)
    {
        var (ann, bob) = (crowd.People[0], crowd.People[1]);
        Order[] orders = [ann.Buy(), ann.BuyGift(), ann.NewTalk().Start, bob.Talks.First(talk => talk.TryTakeEnd()).End];
        await Task.WhenAll(orders.Select(order => order.Send()));
        foreach (var order in orders)
        {
            Assert.True(order.Latest is { Status: 503 }, $"{order.Latest?.Status} {order.Latest?.Text}");
            Assert.Contains("\"code\":\"temporarily_unavailable\"", order.Latest!.Text);
        }
    }
}
