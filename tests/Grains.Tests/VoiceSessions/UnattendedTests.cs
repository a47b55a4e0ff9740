using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

/// <summary>A client-driven session that nobody names or asks about is paused after 15 minutes.</summary>
public class UnattendedTests
{
    private static async Task<string> PausedSession(Backend backend, TimeSpan? credit = null)
    {
        var user = await backend.UserWith(credit ?? Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Minutes(15));
        Assert.Equal("paused", await StateOf(backend, user));
        return user;
    }

    private static async Task<string?> StateOf(Backend backend, string user) =>
        (await backend.Wallet(user).GetView(signOfLife: false)).Sessions.SingleOrDefault()?.State;

    [Fact]
    public async Task A_sign_of_life_outlives_a_write_that_fails_after_it()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Minutes(14) + Seconds(1));
        await backend.Look(user);
        backend.Shared.FailWrite();
        await backend.AdvanceAsync(Minutes(10));
        Assert.Equal("running", await StateOf(backend, user));
    }

    [Fact]
    public async Task Without_a_sign_of_life_it_is_paused_after_fifteen_minutes_and_ended_there_after_two_more_hours()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        var startedAt = backend.Now;
        await backend.Begin(user);
        await backend.AdvanceAsync(Minutes(15) - Ms(1));
        Assert.Equal("running", await StateOf(backend, user));
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal("paused", await StateOf(backend, user));
        await backend.AdvanceAsync(Minutes(120));

        Assert.Null(await StateOf(backend, user));
        var ended = await backend.Look(user);
        Assert.Equal(("completed", "unattended", startedAt + Minutes(15)), (ended.Status, ended.EndReason, ended.EndTime));
        Assert.Equal(Minutes(15).Micros(), ended.ChargedMicros);
        await Books.Balance(backend, user);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("start")]
    [InlineData("balance")]
    public async Task A_sign_of_life_in_time_keeps_it_running(string sign)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        for (var i = 0; i < 4; i++)
        {
            // Between the last checkpoint before the pause would be due and that moment.
            await backend.AdvanceAsync(Minutes(15) - Seconds(10));
            await Show(backend, user, sign);
            await backend.AdvanceAsync(Seconds(5));
            Assert.Equal("running", await StateOf(backend, user));
        }

        Assert.Equal(4 * (Minutes(15) - Seconds(5)).ElapsedMs(), (await backend.Finish(user)).ElapsedMs);
    }

    [Theory]
    [InlineData("get")]
    [InlineData("start")]
    [InlineData("balance")]
    public async Task A_sign_of_life_within_two_hours_of_the_pause_charges_the_gap(string sign)
    {
        await using var backend = await Backend.StartAsync();
        var user = await PausedSession(backend);
        await backend.AdvanceAsync(Minutes(120) - Ms(1));
        await Show(backend, user, sign);
        await backend.IdleAsync();
        Assert.Equal("running", await StateOf(backend, user));
        await backend.AdvanceAsync(Minutes(1));
        Assert.Equal((Minutes(136) - Ms(1)).ElapsedMs(), (await backend.Finish(user)).ElapsedMs);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task An_end_within_two_hours_of_the_pause_charges_the_gap()
    {
        await using var backend = await Backend.StartAsync();
        var user = await PausedSession(backend);
        await backend.AdvanceAsync(Minutes(30));
        var ended = await backend.Finish(user);
        Assert.Equal(("client_ended", Minutes(45).ElapsedMs()), (ended.EndReason, ended.ElapsedMs));
    }

    [Fact]
    public async Task The_gap_is_never_charged_past_exhaustion()
    {
        await using var backend = await Backend.StartAsync();
        var user = await PausedSession(backend, Minutes(40));
        await backend.AdvanceAsync(Minutes(60));
        Assert.Equal(Minutes(25).Micros(), await backend.Balance(user));
        var ended = await backend.Finish(user);
        Assert.Equal((Minutes(40).ElapsedMs(), Minutes(40).Micros()), (ended.ElapsedMs, ended.ChargedMicros));
        Assert.Equal(0, await backend.Balance(user));
        Books.Add(ended);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task Credit_that_comes_in_the_gap_pays_for_nothing_before_it()
    {
        await using var backend = await Backend.StartAsync();
        var user = await PausedSession(backend, Minutes(20));
        await backend.AdvanceAsync(Minutes(30));
        await backend.Credit(user, Hours(1));
        await backend.AdvanceAsync(Minutes(10));
        var ended = await backend.Finish(user);
        // Five minutes of the gap were still covered by the old card.
        Assert.InRange(ended.ChargedMicros, Minutes(15).Micros(), Minutes(30).Micros());
        Assert.True(await backend.Balance(user) >= Minutes(50).Micros());
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_top_up_by_itself_is_no_sign_that_anybody_talks()
    {
        await using var backend = await Backend.StartAsync();
        var user = await PausedSession(backend);
        await backend.AdvanceAsync(Minutes(10));
        await backend.Credit(user, Hours(1));
        await backend.IdleAsync();
        Assert.Equal("paused", await StateOf(backend, user));
        await backend.AdvanceAsync(Minutes(110));
        Assert.Equal(Minutes(15).ElapsedMs(), (await backend.Look(user)).ElapsedMs);
    }

    [Fact]
    public async Task After_a_restart_the_pause_is_still_a_pause_and_a_sign_of_life_still_ends_it()
    {
        await using var backend = await Backend.StartAsync();
        var user = await PausedSession(backend);
        await backend.StopAsync();
        await backend.StartAgainAsync(Minutes(5));
        Assert.Equal("paused", await StateOf(backend, user));
        await backend.AdvanceAsync(Minutes(5));
        Assert.Equal(Minutes(25).ElapsedMs(), (await backend.Look(user)).ElapsedMs);
        Assert.Equal("running", await StateOf(backend, user));
    }

    [Fact]
    public async Task Replaced_by_another_session_in_its_room_it_ends_at_once_where_it_was_paused()
    {
        await using var backend = await Backend.StartAsync();
        var user = await PausedSession(backend);
        var pausedAt = backend.Now;
        await backend.AdvanceAsync(Minutes(10));
        await backend.Begin(user, "next");
        await backend.IdleAsync();

        // Nobody names the former session: the log tells what became of it.
        var former = Assert.Single((await backend.Log(user).Read(50, null)).AsEnumerable());
        Assert.Equal(("s", "superseded", pausedAt), (former.SessionId, former.EndReason, former.EndTime));
        Assert.Equal(Minutes(15).Micros(), former.ChargedMicros);
        Assert.False(await backend.Session(user, "s").IsOpen());
        await Books.Balance(backend, user);
    }

    [Theory]
    [InlineData("wallet", 0)]
    [InlineData("wallet", 60)]
    [InlineData("voiceSession", 0)]
    [InlineData("voiceSession", 60)]
    public async Task A_gap_that_could_not_be_charged_for_an_outage_is_charged_at_the_next_call(string failing, int outageSeconds)
    {
        await using var backend = await Backend.StartAsync();
        var user = await PausedSession(backend);
        await backend.AdvanceAsync(Minutes(30));
        backend.Storage.Fails = state => state == failing;
        Assert.False(await Callers.Answered(backend.Session(user, "s").Get()));
        await backend.AdvanceAsync(Seconds(outageSeconds));
        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Minutes(1));

        var ended = await backend.Finish(user);
        Assert.Equal(("client_ended", (Minutes(46) + Seconds(outageSeconds)).ElapsedMs()), (ended.EndReason, ended.ElapsedMs));
        Books.Add(ended);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_session_that_runs_again_is_metered_on_although_the_end_of_its_pause_could_not_be_noted()
    {
        await using var backend = await Backend.StartAsync();
        var user = await PausedSession(backend);
        await backend.AdvanceAsync(Minutes(30));
        backend.Storage.Fails = state => state == "voiceSession";
        Assert.False(await Callers.Answered(backend.Session(user, "s").Get()));
        backend.Storage.Fails = null;
        for (var i = 0; i < 10; i++)
        {
            await backend.AdvanceAsync(Minutes(14));
            await Show(backend, user, "balance");
        }

        Assert.Equal("running", await StateOf(backend, user));
        Assert.Equal((Minutes(45) + 10 * Minutes(14)).ElapsedMs(), (await backend.Finish(user)).ElapsedMs);
        await Books.Balance(backend, user);
    }

    private static async Task Show(Backend backend, string user, string sign) => _ = sign switch
    {
        "get" => (object)await backend.Session(user, "s").Get(),
        "start" => await backend.Session(user, "s").Start(new SessionTerms(Callers.Room)),
        _ => await backend.Wallet(user).GetView(signOfLife: true),
    };
}
