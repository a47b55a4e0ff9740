using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class CheckpointTests
{
    [Fact]
    public async Task A_live_session_writes_one_row_every_fifteen_seconds()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.IdleAsync();
        backend.Storage.Writes.Clear();
        await backend.AdvanceAsync(Minutes(10));
        Assert.Equal(Enumerable.Repeat("wallet", 40), backend.Storage.Writes);
    }

    [Fact]
    public async Task Two_sessions_of_one_user_do_not_wake_each_other_at_their_checkpoints()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user, "a", "kitchen", rate: 333);
        await backend.AdvanceAsync(Seconds(7));
        await backend.Begin(user, "b", "garden", rate: 777);
        await backend.AdvanceAsync(Seconds(60));
        backend.Storage.Writes.Clear();
        await backend.AdvanceAsync(Minutes(10));
        Assert.Equal(Enumerable.Repeat("wallet", 80), backend.Storage.Writes);
    }

    [Fact]
    public async Task Looking_at_sessions_and_balances_writes_nothing()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.IdleAsync();
        backend.Storage.Writes.Clear();
        await backend.AdvanceAsync(Seconds(14));
        for (var i = 0; i < 10; i++)
        {
            await backend.Look(user);
            await backend.Wallet(user).GetView(signOfLife: true);
        }

        Assert.Empty(backend.Storage.Writes);
    }

    [EmbeddedFact(EmbeddedFactAttribute.IdleGrains)]
    public async Task A_live_session_stays_in_memory_while_idle_grains_go()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        var idle = Enumerable.Range(0, 100).Select(i => $"idle_{i}").ToList();
        await Task.WhenAll(idle.Select(backend.Balance));
        Assert.True(backend.Activations > 100);
        backend.Storage.Writes.Clear();

        for (var i = 0; i < 4; i++)
        {
            await backend.AdvanceAsync(Minutes(10));
            await backend.Wallet(user).GetView(signOfLife: true);
        }

        // The wallet, the session, the list it is on and that list's reconciler.
        Assert.InRange(backend.Activations, 2, 4);
        // Nothing was claimed anew: had the session gone and come back, its epoch would be higher.
        Assert.Contains("\"epoch\":1,", backend.Stored<MindBot.Grains.Wallets.IWalletGrain>(user, "wallet")!, StringComparison.Ordinal);
        Assert.Equal(Minutes(40).ElapsedMs(), (await backend.Finish(user)).ElapsedMs);
    }

    [EmbeddedFact(EmbeddedFactAttribute.IdleGrains)]
    public async Task The_watch_list_and_its_reminder_go_when_the_session_is_over()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.Finish(user);
        await backend.AdvanceAsync(Minutes(30));
        Assert.Equal(0, backend.Activations);
        // Had the reminder stayed, it would wake the watch list every minute.
        backend.Storage.Reads.Clear();
        await backend.AdvanceAsync(Minutes(30));
        Assert.Empty(backend.Storage.Reads);
    }
}
