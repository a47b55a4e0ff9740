using MindBot.Grains.Metering;
using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

/// <summary>Every backend starts at 09:26:53 UTC.</summary>
public class DailyLimitTests
{
    private static readonly SessionPersona Pixel = new("pixel", "Pixel", "entertainment", 1000, DailyLimitMs: Minutes(10).ElapsedMs());

    [Fact]
    public async Task A_session_ends_at_its_personas_daily_limit()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        var reply = await Start(backend, user, "s");
        Assert.Equal(backend.Now + Minutes(10), reply.Session!.LimitAt);
        await backend.AdvanceAsync(Minutes(10) - Ms(1));
        Assert.Equal("active", await backend.StatusOf(user));
        await backend.AdvanceAsync(Ms(1));
        await EndedAt(backend, user, "s", Minutes(10));
    }

    [Fact]
    public async Task Two_sessions_of_one_user_share_the_limit_and_stop_together()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await Start(backend, user, "a");
        await backend.AdvanceAsync(Minutes(4));
        await Start(backend, user, "b");
        await backend.AdvanceAsync(Minutes(3) - Ms(1));
        Assert.Equal("active", await backend.StatusOf(user, "a"));
        await backend.AdvanceAsync(Ms(1));
        await EndedAt(backend, user, "a", Minutes(7));
        await EndedAt(backend, user, "b", Minutes(3));
    }

    [Fact]
    public async Task An_end_lets_the_other_session_go_on_longer()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await Start(backend, user, "a");
        await Start(backend, user, "b");
        await backend.AdvanceAsync(Minutes(3));
        await backend.Finish(user, "a");
        await backend.AdvanceAsync(Minutes(4) - Ms(1));
        Assert.Equal("active", await backend.StatusOf(user, "b"));
        await backend.AdvanceAsync(Ms(1));
        await EndedAt(backend, user, "b", Minutes(7));
    }

    [Fact]
    public async Task Other_users_and_other_personas_have_limits_of_their_own()
    {
        await using var backend = await Backend.StartAsync();
        var (ann, bob) = (await backend.UserWith(Hours(5)), await backend.UserWith(Hours(5)));
        await Start(backend, ann, "a");
        await Start(backend, ann, "oak", Pixel with { Slug = "oak", DailyLimitMs = null });
        await Start(backend, bob, "b");
        await backend.AdvanceAsync(Minutes(10));
        await EndedAt(backend, ann, "a", Minutes(10));
        Assert.Equal("active", await backend.StatusOf(ann, "oak"));
        await EndedAt(backend, bob, "b", Minutes(10));
    }

    [Fact]
    public async Task The_next_day_begins_anew()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await Start(backend, user, "a");
        await backend.AdvanceAsync(Minutes(11));
        var refused = await backend.Session(user, "b").Start(Terms("b", Pixel));
        Assert.Equal("daily_limit_reached", refused.Refusal!.Code);
        Assert.Contains("2026-03-15 00:00", refused.Refusal.Detail);
        Assert.Equal("session_not_found", await backend.StatusOf(user, "b"));

        await backend.AdvanceAsync(Hours(15));
        Assert.Null((await backend.Session(user, "c").Start(Terms("c", Pixel))).Refusal);
        await backend.AdvanceAsync(Minutes(10));
        await EndedAt(backend, user, "c", Minutes(10));
    }

    [Fact]
    public async Task A_session_across_midnight_uses_each_days_own()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await backend.AdvanceAsync(Hours(14.5) - Seconds(53));
        await Start(backend, user, "s");
        await backend.AdvanceAsync(Minutes(3) + Minutes(10));
        Assert.Equal("active", await backend.StatusOf(user));
        await backend.AdvanceAsync(Minutes(1));
        await EndedAt(backend, user, "s", Minutes(14));
    }

    [Fact]
    public async Task A_pause_burns_nothing_and_a_gap_that_counts_after_all_ends_at_the_limit()
    {
        await using var backend = await Backend.StartAsync(options => options.UnattendedMinutes = 2);
        var user = await backend.UserWith(Hours(5));
        await Start(backend, user, "s");
        await backend.AdvanceAsync(Minutes(30));
        Assert.Equal(2 * 60_000, (await backend.Wallet(user).GetView(signOfLife: false)).Sessions.Single().ElapsedMs);
        await EndedAt(backend, user, "s", Minutes(10));
    }

    [Fact]
    public async Task A_crash_before_the_limit_costs_at_most_a_checkpoint_and_never_passes_it()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await Start(backend, user, "a");
        await Start(backend, user, "b");
        await backend.AdvanceAsync(Minutes(4) + Seconds(1));
        backend.Crash();
        await backend.StartAgainAsync(Minutes(30));
        await backend.AdvanceAsync(Minutes(2));
        var ended = new[] { await backend.Look(user, "a"), await backend.Look(user, "b") };
        Assert.All(ended, session => Assert.Equal("daily_limit", session.EndReason));
        Assert.Equal(Minutes(10).ElapsedMs(), ended.Sum(session => session.ElapsedMs));
        await Books.Balance(backend, user);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_the_limit_ends_it_there_all_the_same(bool afterWrite)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await Start(backend, user, "s");
        await backend.AdvanceAsync(Minutes(10) - Ms(1));
        backend.CrashAtWrite(1, afterWrite);
        await backend.AdvanceAsync(Ms(1));
        await backend.StartAgainAsync(Hours(1));
        await backend.AdvanceAsync(Minutes(1));
        var ended = await backend.Look(user);
        Assert.Equal("daily_limit", ended.EndReason);
        Assert.InRange(ended.ElapsedMs, Minutes(10).ElapsedMs() - 15_000, Minutes(10).ElapsedMs());
    }

    [Fact]
    public async Task Whoever_joined_is_removed_at_the_limit_and_only_presence_counts()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        Assert.Null(await backend.Room("room-s").Claim(user, "s"));
        Assert.Null((await backend.Session(user, "s").Prepare(Terms("s", Pixel))).Refusal);
        await backend.AdvanceAsync(Minutes(1));
        var visit = backend.LiveKit.Join(user, "room-s");
        await backend.Room("room-s").Receive(backend.LiveKit.Joined(visit));
        await backend.AdvanceAsync(Minutes(11));
        await EndedAt(backend, user, "s", Minutes(10));
        Assert.False(backend.LiveKit.IsPresent(user, "room-s"));
    }

    [Fact]
    public async Task Presence_that_is_told_late_is_charged_up_to_the_limit_only()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        Assert.Null(await backend.Room("room-s").Claim(user, "s"));
        Assert.Null((await backend.Session(user, "s").Prepare(Terms("s", Pixel))).Refusal);
        var visit = backend.LiveKit.Join(user, "room-s");
        await backend.AdvanceAsync(Minutes(4));
        await Start(backend, user, "other");
        await backend.AdvanceAsync(Seconds(50));
        await backend.Room("room-s").Receive(backend.LiveKit.Joined(visit));
        await backend.AdvanceAsync(Minutes(10));
        var (seen, other) = (await backend.Look(user, "s"), await backend.Look(user, "other"));
        Assert.Equal(("daily_limit", "daily_limit"), (seen.EndReason, other.EndReason));
        Assert.InRange(seen.ElapsedMs + other.ElapsedMs, Minutes(10).ElapsedMs() - 1, Minutes(10).ElapsedMs());
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_client_cannot_report_more_than_the_day_has_left()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        await Start(backend, user, "s");
        await backend.AdvanceAsync(Minutes(1));
        Assert.Equal("duration_too_long", (await backend.Session(user, "s").End(Minutes(10).ElapsedMs() + 1)).Refusal!.Code);
        Assert.Equal("active", await backend.StatusOf(user));
        Assert.Equal(Minutes(10).ElapsedMs(), (await backend.Finish(user, reported: Minutes(10))).ElapsedMs);
        Assert.Equal("daily_limit_reached", (await backend.Session(user, "b").Start(Terms("b", Pixel))).Refusal!.Code);
    }

    [Fact]
    public async Task What_was_only_prepared_takes_over_the_persona_of_the_session_that_its_room_has()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(5));
        Assert.Null((await backend.Session(user, "plain").Prepare(new SessionTerms("room"))).Refusal);
        await backend.Session(user, "plain").Start(new SessionTerms("room", 400, Minutes(30).ElapsedMs(), Persona: Pixel));
        var open = (await backend.Wallet(user).GetView(signOfLife: false)).Sessions.Single();
        Assert.Equal((400, backend.Now + Minutes(10)), (open.RatePermille, open.LimitAt));
        Assert.Equal(Pixel, await backend.Session(user, "plain").GetPersona());
    }

    private static async Task<SessionReply> Start(Backend backend, string user, string id, SessionPersona? persona = null)
    {
        var reply = await backend.Session(user, id).Start(Terms(id, persona ?? Pixel));
        Assert.Null(reply.Refusal);
        return reply;
    }

    private static SessionTerms Terms(string id, SessionPersona persona) => new($"room-{id}", 1000, Persona: persona);

    private static async Task EndedAt(Backend backend, string user, string id, TimeSpan elapsed)
    {
        var ended = await backend.Look(user, id);
        Assert.Equal((EndReasons.DailyLimit, elapsed.ElapsedMs()), (ended.EndReason, ended.ElapsedMs));
        await Books.Balance(backend, user);
    }
}
