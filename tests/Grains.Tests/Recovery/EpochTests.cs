using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Wallets;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Recovery;

/// <summary>After a crash of a node two activations of a session may live for a while. The wallet heeds the newer one only.</summary>
public class EpochTests
{
    [Fact]
    public async Task What_a_stale_activation_asks_is_refused_and_changes_nothing()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(30));
        backend.Crash();
        await backend.StartAgainAsync(Seconds(5));
        var wallet = backend.Wallet(user);
        var stale = new SegmentCaller("s", 1, 1_000);
        var before = backend.Stored<IWalletGrain>(user, "wallet");

        SegmentReply[] replies =
        [
            await wallet.Checkpoint(stale, backend.Now, 60), await wallet.Pause(stale, backend.Now), await wallet.Resume(stale, backend.Now),
            await wallet.ChangeRate(stale, 5000), await wallet.Close(stale, "client_ended", backend.Now, 900_000),
            await wallet.Open(new OpenSegment(stale, Callers.Room, 5000, backend.Now, null)),
        ];

        Assert.All(replies, reply => Assert.Equal(SegmentVerdict.Superseded, reply.Verdict));
        Assert.Equal(before, backend.Stored<IWalletGrain>(user, "wallet"));
        Assert.Equal("running", (await wallet.GetView(false)).Sessions.Single().State);
        Assert.DoesNotContain((await wallet.GetView(false)).Notices, notice => notice.Kind == "warning");
    }

    [Fact]
    public async Task A_repeated_operation_of_the_same_activation_changes_nothing()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        var wallet = backend.Wallet(user);
        var open = new OpenSegment(new SegmentCaller("s", 1, 1), Callers.Room, 1000, backend.Now, null);
        Assert.Equal(SegmentVerdict.Done, (await wallet.Open(open)).Verdict);
        await backend.AdvanceAsync(Seconds(10));
        Assert.Equal(SegmentVerdict.Repeated, (await wallet.Open(open)).Verdict);
        var close = new SegmentCaller("s", 1, 2);
        var closed = await wallet.Close(close, "client_ended", backend.Now, null);
        await backend.AdvanceAsync(Seconds(10));
        var again = await wallet.Close(close, "client_ended", backend.Now, 900_000);
        Assert.Equal((SegmentVerdict.Closed, 10_000L), (again.Verdict, again.Settlement!.ElapsedMs));
        Assert.Equal(closed.Settlement!.ClosedAt, again.Settlement.ClosedAt);
        Assert.Equal(SegmentVerdict.Closed, (await wallet.Open(open)).Verdict);
        Assert.Equal(SegmentVerdict.Unknown, (await wallet.Pause(new SegmentCaller("never was", 1, 1), backend.Now)).Verdict);
    }

    [Fact]
    public async Task An_activation_that_was_superseded_stops_and_the_next_one_goes_on()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(29));
        // As another activation of the session would. The one that lives here does not know yet.
        Assert.Equal(SegmentVerdict.Done, (await backend.Wallet(user).Claim("s")).Verdict);
        await backend.AdvanceAsync(Seconds(1));
        Assert.Equal("paused", (await backend.Wallet(user).GetView(false)).Sessions.Single().State);

        await backend.Look(user);
        await backend.AdvanceAsync(Seconds(10));
        var ended = await backend.Finish(user);
        Assert.InRange(ended.ElapsedMs, 15_000 + 10_000, 40_000);
        Books.Add(ended);
        await Books.Balance(backend, user);
    }
}
