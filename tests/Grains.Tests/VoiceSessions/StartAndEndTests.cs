using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class StartAndEndTests
{
    [Fact]
    public async Task A_session_is_charged_from_its_start_to_its_end_by_the_servers_clock()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        var startedAt = backend.Now;
        var started = await backend.Begin(user);
        Assert.Equal((Hours(5).Micros(), 1), (started.BalanceMicros, started.ActiveCards));
        Assert.Equal(("active", startedAt), (started.Session!.Status, started.Session.StartTime));

        await backend.AdvanceAsync(Seconds(754.321));
        Assert.Equal(754_321, (await backend.Look(user)).ElapsedMs);
        var ended = await backend.Finish(user);
        Assert.Equal(("completed", "client_ended"), (ended.Status, ended.EndReason));
        Assert.Equal((startedAt, backend.Now), (ended.StartTime, ended.EndTime));
        Assert.Equal((754_321L, Seconds(754.321).Micros()), (ended.ElapsedMs, ended.ChargedMicros));
        Assert.Equal((Hours(5) - Seconds(754.321)).Micros(), await backend.Balance(user));
        Books.Add(ended);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task The_rate_multiplies_the_time()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Begin(user, rate: 800);
        await backend.AdvanceAsync(Ms(1_001));
        var ended = await backend.Finish(user);
        Assert.Equal((1_001L, 800_800L), (ended.ElapsedMs, ended.ChargedMicros));
    }

    [Theory]
    [InlineData(0, 900, 900)]
    [InlineData(60, 900, 900)]
    [InlineData(60, 59, 60)]
    [InlineData(60, 0, 60)]
    public async Task The_larger_of_what_the_client_and_the_server_measured_is_charged(int measured, int reported, int charged)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(measured));
        var ended = await backend.Finish(user, reported: Seconds(reported));
        Assert.Equal((Seconds(charged).ElapsedMs(), Seconds(charged).Micros()), (ended.ElapsedMs, ended.ChargedMicros));
        Assert.Equal(reported > measured, ended.Pieces.Any(piece => piece.Basis == "client"));
        Books.Add(ended);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_report_of_more_than_the_session_may_last_is_refused_and_the_session_goes_on()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user, limit: Minutes(10));
        Assert.Equal(RefusalCodes.DurationTooLong, (await backend.Session(user, "s").End(600_001)).Refusal!.Code);
        Assert.Equal("active", await backend.StatusOf(user));
        Assert.Equal(600_000, (await backend.Finish(user, reported: Minutes(10))).ElapsedMs);
    }

    [Fact]
    public async Task A_report_never_takes_more_than_there_is()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Minutes(1));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(10));
        Assert.Equal(Minutes(1).Micros(), (await backend.Finish(user, reported: Minutes(15))).ChargedMicros);
        Assert.Equal(0, await backend.Balance(user));
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task Starting_twice_answers_the_same_start()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        var first = await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(7));
        var second = await backend.Begin(user);
        Assert.Equal((first.BalanceMicros, first.Session!.StartTime), (second.BalanceMicros, second.Session!.StartTime));
        Assert.Equal(7_000, (await backend.Finish(user)).ElapsedMs);
    }

    [Fact]
    public async Task Ending_twice_answers_the_stored_result_also_after_a_crash()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(7));
        var first = await backend.Session(user, "s").End(null);
        await backend.AdvanceAsync(Seconds(60));
        var second = await backend.Session(user, "s").End(Minutes(15).ElapsedMs());
        backend.Crash();
        await backend.StartAgainAsync();
        var third = await backend.Session(user, "s").End(null);

        Assert.Equal((Hours(5) - Seconds(7)).Micros(), first.BalanceMicros);
        foreach (var repeat in new[] { second, third })
        {
            Assert.Equal((first.BalanceMicros, first.ActiveCards), (repeat.BalanceMicros, repeat.ActiveCards));
            Assert.Equal(first.Session! with { Pieces = [] }, repeat.Session! with { Pieces = [] });
        }
    }

    [Fact]
    public async Task A_finished_id_cannot_be_used_again_and_an_unknown_one_is_not_found()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        await backend.Finish(user);
        Assert.Equal(RefusalCodes.SessionFinished, (await backend.Session(user, "s").Start(new SessionTerms("room"))).Refusal!.Code);
        Assert.Equal(RefusalCodes.SessionFinished, (await backend.Session(user, "s").Start(new SessionTerms("other"))).Refusal!.Code);
        Assert.Equal(RefusalCodes.SessionIdTaken, (await backend.Session(user, "s").Prepare(new SessionTerms("room"))).Refusal!.Code);
        Assert.Equal(RefusalCodes.SessionNotFound, (await backend.Session(user, "?").End(null)).Refusal!.Code);
        Assert.Equal(RefusalCodes.SessionNotFound, (await backend.Session(user, "?").Get()).Refusal!.Code);
    }

    [Fact]
    public async Task A_session_belongs_to_its_room()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.Begin(user);
        Assert.Equal(RefusalCodes.SessionInOtherRoom, (await backend.Session(user, "s").Start(new SessionTerms("other"))).Refusal!.Code);
    }

    [Fact]
    public async Task Two_users_may_use_the_same_session_id()
    {
        await using var backend = await Backend.StartAsync();
        var (ada, bob) = (await backend.UserWith(Hours(5)), await backend.UserWith(Hours(5)));
        await backend.Begin(ada, "session_123", "hers");
        await backend.AdvanceAsync(Seconds(10));
        await backend.Begin(bob, "session_123", "his");
        await backend.AdvanceAsync(Seconds(5));
        Assert.Equal(15_000, (await backend.Finish(ada, "session_123")).ElapsedMs);
        Assert.Equal(5_000, (await backend.Finish(bob, "session_123")).ElapsedMs);
    }

    [Fact]
    public async Task Less_than_a_seconds_worth_is_not_enough_to_start()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Ms(999));
        var refused = await backend.Session(user, "s").Start(new SessionTerms("room"));
        Assert.Equal(RefusalCodes.InsufficientBalance, refused.Refusal!.Code);
        Assert.Equal(RefusalCodes.SessionNotFound, await backend.StatusOf(user));
        Assert.Null((await backend.Session(user, "s").Start(new SessionTerms("room", 999))).Refusal);
    }

    [Fact]
    public async Task Who_has_fifty_open_sessions_must_end_one_before_the_next()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        for (var i = 0; i < 50; i++) await backend.Begin(user, $"s{i}", $"room {i}", rate: 1);
        var refused = await backend.Session(user, "one more").Start(new SessionTerms("one more room", 1));
        Assert.Equal(RefusalCodes.TooManySessions, refused.Refusal!.Code);
        Assert.Equal(RefusalCodes.SessionNotFound, await backend.StatusOf(user, "one more"));
        await backend.Finish(user, "s0");
        await backend.Begin(user, "one more", "one more room", rate: 1);
    }

    [Fact]
    public async Task Concurrent_starts_and_ends_of_one_session_are_one_start_and_one_end()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        var starts = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => backend.Begin(user)));
        Assert.Single(starts.Select(start => start.Session!.StartTime).Distinct());
        await backend.AdvanceAsync(Seconds(30));
        var ends = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => backend.Finish(user)));
        Assert.All(ends, end => Assert.Equal(30_000, end.ElapsedMs));
        Assert.Single((await backend.Log(user).Read(50, null)).AsEnumerable());
        await Books.Balance(backend, user);
    }
}
