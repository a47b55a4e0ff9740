using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class LimitTests
{
    [Fact]
    public async Task A_session_ends_at_its_own_limit()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        var started = await backend.Begin(user, limit: Minutes(10));
        Assert.Equal(backend.Now + Minutes(10), started.Session!.LimitAt);
        await backend.AdvanceAsync(Minutes(10) - Ms(1));
        Assert.Equal("active", await backend.StatusOf(user));
        await backend.AdvanceAsync(Ms(1));
        var ended = await backend.Look(user);
        Assert.Equal(("session_limit", 600_000L), (ended.EndReason, ended.ElapsedMs));
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task Without_a_limit_of_its_own_a_session_ends_after_four_hours()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        for (var minutes = 0; minutes < 240; minutes += 10)
        {
            Assert.Equal("active", await backend.StatusOf(user));
            await backend.AdvanceAsync(Minutes(10));
        }

        Assert.Equal(("session_limit", Hours(4).ElapsedMs()), ((await backend.Look(user)).EndReason, (await backend.Look(user)).ElapsedMs));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_sign_of_life_charges_nothing_beyond_the_limit(bool end)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user, limit: Minutes(20));
        await backend.AdvanceAsync(Minutes(60));
        if (end) await backend.Finish(user);
        var ended = await backend.Look(user);
        Assert.Equal(("session_limit", Minutes(20).ElapsedMs()), (ended.EndReason, ended.ElapsedMs));
        Assert.Equal((Hours(5) - Minutes(20)).Micros(), await backend.Balance(user));
    }

    [Fact]
    public async Task A_session_whose_limit_passed_while_nothing_ran_pays_nothing_for_that_time()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user, limit: Minutes(10));
        await backend.AdvanceAsync(Minutes(5));
        await backend.StopAsync();
        await backend.StartAgainAsync(Hours(1));
        await backend.AdvanceAsync(Seconds(1));
        Assert.Equal(("session_limit", Minutes(5).ElapsedMs()), ((await backend.Look(user)).EndReason, (await backend.Look(user)).ElapsedMs));
        await Books.Balance(backend, user);
    }
}
