using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Metering;
using MindBot.Grains.Wallets;
using MindBot.Simulation.Truth;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Simulation.Worlds;

/// <summary>What goes wrong.</summary>
internal sealed partial class World
{
    private readonly List<(long From, long To)> downtimes = [];
    private long? downSince;
    private long? silentSince;
    private long silentMs;
    private int interruptions;
    private Task? reviving;

    private Task FailWrite()
    {
        var (write, fault) = (luck.Next(1, 6), (StorageFault)luck.Next(2));
        Tell($"the storage will fail {fault} at the {write}. write");
        backend.Shared.FailWrite(write, fault);
        interruptions++;
        return Task.CompletedTask;
    }

    private Task Crash()
    {
        Tell("the process dies");
        Died();
        backend.Crash();
        return Revive();
    }

    private Task CrashAtWrite()
    {
        if (backend.IsDown) return Task.CompletedTask;
        var (write, after) = (luck.Next(1, 8), luck.Next(2) == 0);
        Tell($"the process will die {(after ? "after" : "before")} its {write}. write is durable");
        backend.CrashAtWrite(write, after, Died);
        return Task.CompletedTask;
    }

    private Task CrashAtAwait()
    {
        var turn = luck.Next(1, 400);
        Tell($"the process will die at the {turn}. await");
        queue.At(turn, () =>
        {
            if (backend.IsDown || isCalmingDown || reviving is { IsCompleted: false }) return;
            Died();
            backend.Crash();
        });
        return Task.CompletedTask;
    }

    private async Task Stop()
    {
        if (backend.IsDown) return;
        Tell("the process is stopped as planned");
        Died();
        await backend.StopAsync();
        await Revive();
    }

    private void Died()
    {
        downSince ??= NowMs;
        interruptions++;
        Tell("    (the process is dead)");
    }

    /// <summary>It starts again after a while, once for all who wait for it.</summary>
    private async Task Revive()
    {
        while (backend.IsDown || reviving is { IsCompleted: false })
        {
            if (reviving is not { IsCompleted: false }) reviving = StartAgain();
            await reviving;
        }
    }

    private async Task StartAgain()
    {
        while (backend.IsDown)
        {
            var down = Ms(luck.Next(0, 60_000));
            await backend.StartAgainAsync(down);
            if (backend.IsDown) continue;
            downtimes.Add((downSince ?? NowMs, NowMs));
            Tell($"    (it runs again, after {(NowMs - (downSince ?? NowMs)) / 1000m} s)");
            downSince = null;
        }
    }

    private Task SilenceLiveKit()
    {
        backend.LiveKit.IsDown = !backend.LiveKit.IsDown;
        if (backend.LiveKit.IsDown) silentSince = NowMs;
        else LiveKitAnswers();
        Tell(backend.LiveKit.IsDown ? "LiveKit falls silent" : "LiveKit answers again");
        return Task.CompletedTask;
    }

    private void LiveKitAnswers()
    {
        backend.LiveKit.IsDown = false;
        if (silentSince is { } since) silentMs += NowMs - since;
        silentSince = null;
    }

    private Task SilencePayments()
    {
        Tell("the payment provider will be silent for a moment");
        if (luck.Next(2) == 0) Provider.Unreachable = luck.Next(1, 3);
        else Provider.AnswersLost = 1;
        return Task.CompletedTask;
    }

    private Task StepClock()
    {
        var hours = luck.Next(-1, 2);
        Tell($"the wall clock is wrong by {hours} h");
        backend.SetWallClockWrong(Hours(hours));
        return Task.CompletedTask;
    }

    /// <summary>An activation that a newer one has replaced does not know it yet, and what it has sent arrives after all: it must change nothing (I5).</summary>
    private async Task LateWord(Person person)
    {
        if (!books.TryGetValue(person.Name, out var book)) return;
        foreach (var segment in book.Wallet.Segments.Where(segment => segment.Epoch > 1))
        {
            var (late, kind) = (new SegmentCaller(segment.SessionId, segment.Epoch - 1, long.MaxValue), luck.Next(3));
            var reply = await Insist(() => kind switch
            {
                0 => backend.Wallet(person.Name).Checkpoint(late, backend.Now, null),
                1 => backend.Wallet(person.Name).Pause(late, segment.OpenedAt),
                _ => backend.Wallet(person.Name).Close(late, EndReasons.Left, segment.OpenedAt, null),
            });
            Tell($"a former activation of {segment.SessionId} writes late: {reply.Verdict}");
            Violation.Unless(
                reply.Verdict is SegmentVerdict.Superseded or SegmentVerdict.Closed or SegmentVerdict.Unknown, "I5",
                () => $"a former activation of {segment.SessionId} of {person.Name} still had its way: {reply.Verdict}");
        }
    }

    private async Task Twin()
    {
        await Revive();
        interruptions++;
        if (backend.HasTwin)
        {
            Tell("the second process dies");
            await backend.EndTwinAsync();
        }
        else
        {
            Tell("a second process comes up on the same storage");
            await backend.StartTwinAsync();
        }
    }
}
