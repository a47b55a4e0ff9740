using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class ExhaustionTests
{
    [Theory]
    [InlineData(1000, 60_000)]
    [InlineData(800, 75_000)]
    [InlineData(400, 150_000)]
    [InlineData(1300, 46_154)]
    [InlineData(333, 180_181)]
    [InlineData(7, 8_571_429)]
    public async Task A_session_stops_in_the_very_millisecond_in_which_the_balance_ends(int rate, long stopsAfterMs)
    {
        await using var backend = await Backend.StartAsync(options => options.UnattendedMinutes = 1440);
        var user = await backend.UserWith(Minutes(1));
        var startedAt = backend.Now;
        await backend.Begin(user, rate: rate);
        await backend.AdvanceAsync(Ms(stopsAfterMs - 1));
        Assert.Equal("active", await backend.StatusOf(user));
        await backend.AdvanceAsync(Ms(1));

        var ended = await backend.Look(user);
        Assert.Equal(("completed", "exhausted"), (ended.Status, ended.EndReason));
        Assert.Equal((startedAt.AddMilliseconds(stopsAfterMs), stopsAfterMs), (ended.EndTime, ended.ElapsedMs));
        Assert.Equal(Minutes(1).Micros(), ended.ChargedMicros);
        Assert.Equal(0, await backend.Balance(user));
        Books.Add(ended);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task Two_sessions_draw_from_one_pool_and_end_with_it()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(3));
        await backend.Begin(user, "a", "kitchen");
        await backend.AdvanceAsync(Minutes(1));
        await backend.Begin(user, "b", "garden", rate: 500);
        await backend.AdvanceAsync(Ms(79_999));
        Assert.Equal(("active", "active"), (await backend.StatusOf(user, "a"), await backend.StatusOf(user, "b")));
        // The two minutes that are left last 80 s at 1.5 a minute.
        await backend.AdvanceAsync(Ms(1));

        var (a, b) = (await backend.Look(user, "a"), await backend.Look(user, "b"));
        Assert.Equal(("exhausted", "exhausted"), (a.EndReason, b.EndReason));
        Assert.Equal((140_000L, 80_000L), (a.ElapsedMs, b.ElapsedMs));
        Assert.Equal(Minutes(3).Micros(), a.ChargedMicros + b.ChargedMicros);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_top_up_before_the_stop_cancels_it()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(1));
        await backend.Begin(user);
        await backend.AdvanceAsync(Ms(59_999));
        await backend.Credit(user, Minutes(1));
        await backend.AdvanceAsync(Ms(60_000));
        Assert.Equal(("active", 119_999L), (await backend.StatusOf(user), (await backend.Look(user)).ElapsedMs));
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal(("exhausted", 120_000L), ((await backend.Look(user)).EndReason, (await backend.Look(user)).ElapsedMs));
    }

    [Fact]
    public async Task A_top_up_after_the_stop_pays_for_nothing_before_it_and_needs_a_new_session()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(1));
        await backend.Begin(user);
        await backend.AdvanceAsync(Minutes(2));
        await backend.Credit(user, Minutes(1));
        Assert.Equal((60_000L, "exhausted"), ((await backend.Look(user)).ElapsedMs, (await backend.Look(user)).EndReason));
        Assert.Equal(Minutes(1).Micros(), await backend.Balance(user));
        await backend.Begin(user, "next");
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_top_up_that_arrives_before_the_stop_was_carried_out_reopens_the_session_and_the_gap_is_free()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(1));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(50));
        // The session cannot store its end: the room is still open when the credit comes.
        backend.Storage.Fails = state => state == "wallet";
        await backend.AdvanceAsync(Seconds(30));
        backend.Storage.Fails = null;
        await backend.Credit(user, Minutes(2));
        var creditedAt = backend.Now;
        await backend.AdvanceAsync(Seconds(20));

        Assert.Equal("active", await backend.StatusOf(user));
        var ended = await backend.Finish(user);
        Assert.InRange(ended.ChargedMicros, 0, Seconds(80).Micros());
        Assert.All(ended.Pieces, piece => Assert.True(piece.To <= creditedAt - Seconds(20) || piece.From >= creditedAt));
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_card_that_expires_under_a_session_ends_it_there()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Ms(1));
        await backend.Wallet(user).Credit(new("short", null, Hours(1).Micros(), backend.Now, backend.Now + Seconds(90)));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(100));
        var ended = await backend.Look(user);
        Assert.Equal("exhausted", ended.EndReason);
        Assert.Equal(90_001, ended.ElapsedMs);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_frozen_card_stops_the_session_that_lives_on_it()
    {
        await using var backend = await Backend.StartAsync();
        var user = "user";
        var card = await backend.Credit(user, Hours(1));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(20));
        await backend.Wallet(user).TakeBack(card, 0, disputed: true, owedElsewhere: false);
        await backend.IdleAsync();
        Assert.Equal(("exhausted", 20_000L), ((await backend.Look(user)).EndReason, (await backend.Look(user)).ElapsedMs));
        await backend.Wallet(user).TakeBack(card, 0, disputed: false, owedElsewhere: false);
        Assert.Equal((Hours(1) - Seconds(20)).Micros(), await backend.Balance(user));
        await Books.Balance(backend, user);
    }
}
