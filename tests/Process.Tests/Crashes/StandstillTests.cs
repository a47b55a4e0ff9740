using MindBot.Process.Tests.LiveKit;
using MindBot.Process.Tests.Server;
using MindBot.Tests.Clients;
using MindBot.Tests.Crowds;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Process.Tests.Crashes;

/// <summary>SIGSTOP under load: the process stands still, as in a machine that is being moved, and goes on.</summary>
public class StandstillTests(ITestOutputHelper log)
{
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(3), LongestStop = TimeSpan.FromSeconds(20);

    [SkippableFact]
    public async Task Who_left_meanwhile_pays_for_their_presence_and_an_empty_wallet_stops_exactly_at_zero()
    {
        SlowTests.SkipUnlessWanted();
        using var installation = new Installation("--Sessions:CheckpointSeconds", "1");
        using var frontend = new Frontend(installation.Address);
        using var liveKit = new LiveKitServer(installation.Address);
        using var auditor = new Operator(installation.Address);
        var server = await installation.Start([.. liveKit.Settings, .. Operator.Settings]);
        var crowd = await Crowd.Register(frontend, 6);
        var callers = new Callers(crowd, liveKit);
        var tally = new Tally(allowedLoss: TimeSpan.Zero);
        var poor = await Person.Register(frontend, "poor");
        await poor.BuyLittle().Complete();
        await crowd.StartTalks(12);
        await callers.Call(4);
        await callers.Check(tally);
        var last = poor.NewTalk();
        await last.Start.Complete();
        var (from, until) = (last.Start.SentAt!.Value + Person.Little, last.Start.Answer!.AnsweredAt + Person.Little);

        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(new Load(crowd, 12, seed: 1, clients: 6, stop.Token).Run(), callers.Run(new Random(1), stop.Token));
        // The wallet runs empty in the middle.
        if (from - Standstill / 2 - ClientClock.Now is { Ticks: > 0 } wait) await Task.Delay(wait);
        server.Pause();
        try
        {
            await Task.Delay(Standstill / 3);
            callers.HangUp(3);
            await Task.Delay(Standstill * 2 / 3);
            if (until - ClientClock.Now is { Ticks: > 0 } more) await Task.Delay(more);
        }
        finally
        {
            server.GoOn();
        }

        var session = await poor.AwaitEnd(last, LongestStop);
        Assert.Equal("exhausted", session.GetProperty("end_reason").GetString());
        Assert.Equal((decimal)Person.Little.TotalSeconds, session.GetProperty("duration_seconds").GetDecimal());
        Assert.Equal(0, (await Ledger.Read(poor)).Entries.Sum(entry => entry.Micros));
        await stop.CancelAsync();
        await load;
        await callers.Check(tally);
        callers.HangUpAll();
        await crowd.EndAll();
        await callers.Check(tally);
        await crowd.CheckBooks(tally);
        await auditor.Audit([.. crowd.People, poor]);
        log.WriteLine($"{tally}; {callers.Checked} calls");
    }
}
