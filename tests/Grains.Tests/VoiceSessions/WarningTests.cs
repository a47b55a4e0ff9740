using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class WarningTests
{
    /// <summary>The seconds that were left at each warning so far.</summary>
    private static async Task<string> Warnings(Backend backend, string user) =>
        string.Join(' ', (await backend.Wallet(user).GetView(signOfLife: true)).Notices
            .Where(notice => notice.Kind == "warning").Select(notice => notice.SecondsLeft));

    [Fact]
    public async Task A_user_is_warned_once_at_five_minutes_and_once_at_one()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(8));
        await backend.Begin(user);
        await backend.AdvanceAsync(Minutes(3) - Ms(1));
        Assert.Equal("", await Warnings(backend, user));
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal("300", await Warnings(backend, user));
        await backend.AdvanceAsync(Minutes(4) - Ms(1));
        Assert.Equal("300", await Warnings(backend, user));
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal("300 60", await Warnings(backend, user));
        await backend.AdvanceAsync(Minutes(2));

        var notices = (await backend.Wallet(user).GetView(signOfLife: false)).Notices;
        Assert.Equal(["credited", "warning", "warning", "exhausted"], notices.Select(notice => notice.Kind));
        Assert.Equal(notices.OrderBy(notice => notice.Number).Select(notice => notice.Number).Distinct(), notices.Select(notice => notice.Number));
    }

    [Fact]
    public async Task A_top_up_arms_the_warnings_again()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(6));
        await backend.Begin(user);
        await backend.AdvanceAsync(Minutes(5.5));
        Assert.Equal("300 60", await Warnings(backend, user));
        await backend.Credit(user, Minutes(10));
        await backend.AdvanceAsync(Minutes(5.5) - Ms(1));
        Assert.Equal("300 60", await Warnings(backend, user));
        await backend.AdvanceAsync(Minutes(4) + Ms(1));
        Assert.Equal("300 60 300 60", await Warnings(backend, user));
    }

    [Fact]
    public async Task The_sessions_limit_is_warned_of_like_the_balances_end()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user, limit: Minutes(8));
        await backend.AdvanceAsync(Minutes(7));
        Assert.Equal("300 60", await Warnings(backend, user));
    }

    [Fact]
    public async Task Who_starts_with_less_than_a_minute_is_warned_at_once()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Seconds(40));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(1));
        Assert.Equal("40", await Warnings(backend, user));
        await backend.AdvanceAsync(Seconds(38));
        Assert.Equal("40", await Warnings(backend, user));
    }

    [Fact]
    public async Task The_numbers_of_notices_grow_over_a_crash_too()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        for (var i = 0; i < 5; i++) await backend.Credit(user, Hours(1));
        var before = (await backend.Wallet(user).GetView(signOfLife: false)).Notices;
        backend.Crash();
        await backend.StartAgainAsync(Seconds(1));
        await backend.Credit(user, Hours(1));
        Assert.True(Assert.Single((await backend.Wallet(user).GetView(signOfLife: false)).Notices).Number > before[^1].Number);
    }
}
