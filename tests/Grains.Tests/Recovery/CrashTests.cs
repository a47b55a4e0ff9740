using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Recovery;

public class CrashTests
{
    private const long IntervalMs = 15_000;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(14_999)]
    [InlineData(15_000)]
    [InlineData(15_001)]
    [InlineData(44_000)]
    [InlineData(299_999)]
    public async Task After_a_crash_a_session_goes_on_and_loses_at_most_the_downtime_and_an_interval(long crashAfterMs)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Ms(crashAfterMs));
        backend.Crash();
        await backend.StartAgainAsync(Seconds(37));
        Assert.Equal("active", await backend.StatusOf(user));
        await backend.AdvanceAsync(Seconds(100));

        var ended = await backend.Finish(user);
        Assert.InRange(ended.ElapsedMs, crashAfterMs - IntervalMs + 100_000, crashAfterMs + 100_000);
        Books.Add(ended);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task Crash_after_crash_the_charge_never_exceeds_the_presence()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        var presentMs = 0L;
        for (var i = 1; i <= 20; i++)
        {
            await backend.AdvanceAsync(Ms(i * 3_137));
            presentMs += i * 3_137;
            backend.Crash();
            await backend.StartAgainAsync(Seconds(i));
            await Books.Balance(backend, user);
        }

        var ended = await backend.Finish(user);
        Assert.InRange(ended.ElapsedMs, presentMs - 20 * IntervalMs, presentMs);
        Books.Add(ended);
    }

    [Fact]
    public async Task A_planned_stop_loses_nothing_but_the_downtime()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Ms(44_321));
        await backend.StopAsync();
        await backend.StartAgainAsync(Minutes(3));
        await backend.AdvanceAsync(Ms(20_000));
        Assert.Equal(64_321, (await backend.Finish(user)).ElapsedMs);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_session_that_ran_empty_on_paper_only_pays_nothing_for_the_time_before_a_top_up()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(2));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(30));
        backend.Crash();
        await backend.ForgetReminders();
        // Nobody wakes the session; the wallet settles it as if it had gone on.
        await backend.StartAgainAsync(Hours(1), wake: false);
        await backend.Credit(user, Hours(1));
        Assert.Equal("exhausted", (await backend.Wallet(user).GetView(false)).Sessions.Single().State);
        var wokenAt = backend.Now;
        var session = await backend.Look(user);
        Assert.Equal("active", session.Status);
        Assert.InRange(session.ElapsedMs, 15_000, 30_000);
        await backend.AdvanceAsync(Seconds(10));

        var ended = await backend.Finish(user);
        Assert.Equal(session.ElapsedMs + 10_000, ended.ElapsedMs);
        Assert.All(ended.Pieces, piece => Assert.True(piece.To <= wokenAt - Hours(1) || piece.From >= wokenAt));
        Assert.Equal((Minutes(2) + Hours(1)).Micros() - ended.ChargedMicros, await backend.Balance(user));
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task Reminders_wake_sessions_when_nobody_else_does()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(30));
        backend.Crash();
        await backend.StartAgainAsync(Seconds(10), wake: false);
        await backend.AdvanceAsync(Seconds(60));
        var wallet = await backend.Wallet(user).GetView(signOfLife: false);
        Assert.Equal("running", Assert.Single(wallet.Sessions.AsEnumerable()).State);
        // Awake, it also stops by itself.
        await backend.AdvanceAsync(Minutes(20));
        wallet = await backend.Wallet(user).GetView(signOfLife: false);
        Assert.Equal("paused", Assert.Single(wallet.Sessions.AsEnumerable()).State);
    }

    [Fact]
    public async Task Many_sessions_of_many_users_all_come_back()
    {
        await using var backend = await Backend.StartAsync();
        var users = new List<string>();
        for (var i = 0; i < 60; i++)
        {
            users.Add(await backend.UserWith(Hours(5)));
            await backend.Begin(users[^1]);
        }

        await backend.AdvanceAsync(Seconds(15));
        backend.Crash();
        await backend.StartAgainAsync(Minutes(1));
        await backend.AdvanceAsync(Seconds(5));
        foreach (var user in users)
        {
            Assert.Equal(20_000, (await backend.Finish(user)).ElapsedMs);
            await Books.Balance(backend, user);
        }
    }

    [Fact]
    public async Task A_room_is_still_taken_after_a_crash()
    {
        await using var backend = await Backend.StartAsync();
        var (ada, bob) = (await backend.UserWith(Hours(1)), await backend.UserWith(Hours(1)));
        await backend.Enter(ada, "s", "kitchen");
        backend.Crash();
        await backend.StartAgainAsync(Minutes(5));
        Assert.Equal(RefusalCodes.RoomTaken, (await backend.Enter(bob, "s", "kitchen"))!.Code);
        Assert.Equal("s", await backend.Room("kitchen").FindSession(ada));
    }
}
