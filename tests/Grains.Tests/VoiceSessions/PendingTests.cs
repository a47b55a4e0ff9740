using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class PendingTests
{
    private static async Task<string> Prepared(Backend backend, TimeSpan? credit = null)
    {
        var user = await backend.UserWith(credit ?? Hours(1));
        Assert.Null((await backend.Session(user, "s").Prepare(new SessionTerms(Callers.Room, 800, Minutes(30).ElapsedMs()))).Refusal);
        return user;
    }

    [Fact]
    public async Task A_pending_session_costs_nothing_and_is_cancelled_after_five_minutes()
    {
        await using var backend = await Backend.StartAsync();
        var user = await Prepared(backend);
        await backend.AdvanceAsync(Minutes(5) - Ms(1));
        Assert.Equal("pending", await backend.StatusOf(user));
        await backend.AdvanceAsync(Ms(1));
        var cancelled = await backend.Look(user);
        Assert.Equal(("cancelled", "cancelled", 0L), (cancelled.Status, cancelled.EndReason, cancelled.ChargedMicros));
        Assert.Equal(Hours(1).Micros(), await backend.Balance(user));
        Assert.Equal(RefusalCodes.SessionFinished, (await backend.Session(user, "s").Start(new SessionTerms(Callers.Room))).Refusal!.Code);
    }

    /// <summary>Whether or not its client hears of it, and asks once more: what it is opened for is to be ended, with its age at most.</summary>
    [Theory]
    [InlineData(StorageFault.BeforeWrite, null)]
    [InlineData(StorageFault.BeforeWrite, 0)]
    [InlineData(StorageFault.BeforeWrite, 30)]
    [InlineData(StorageFault.AfterWrite, null)]
    [InlineData(StorageFault.AfterWrite, 0)]
    [InlineData(StorageFault.AfterWrite, 30)]
    public async Task Ended_with_a_report_it_does_not_go_on_when_the_storage_fails(StorageFault fault, int? asksAgainAfter)
    {
        for (var write = 1; write <= 6; write++) await EndedWithAReport(write, fault, asksAgainAfter);
    }

    private static async Task EndedWithAReport(int failingWrite, StorageFault fault, int? asksAgainAfter)
    {
        await using var backend = await Backend.StartAsync();
        var user = await Prepared(backend);
        await backend.AdvanceAsync(Minutes(1));
        backend.Shared.FailWrite(failingWrite, fault);
        Task<SessionView> End() => backend.Finish(user, reported: Minutes(10));
        await Callers.Answered(End());
        if (asksAgainAfter is { } later)
        {
            await backend.AdvanceAsync(Seconds(later));
            Assert.DoesNotContain((await Callers.Insist(End)).Status, new[] { "pending", "active" });
        }

        await backend.AdvanceAsync(Minutes(6));
        var ended = await backend.Look(user);
        // As if it had never been ended: then it is older when its client asks again, or nobody ever has.
        Assert.Contains(ended.ElapsedMs, new[] { 60_000L, asksAgainAfter is { } seconds ? 60_000 + seconds * 1000L : 0 });
        Assert.Equal(ended.ElapsedMs == 0 ? "cancelled" : "client_ended", ended.EndReason);
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task It_expires_although_the_wall_clock_was_set_back()
    {
        await using var backend = await Backend.StartAsync();
        var user = await Prepared(backend);
        backend.StepWallClock(-Seconds(10));
        await backend.AdvanceAsync(Minutes(5) + Seconds(11));
        Assert.Equal("cancelled", await backend.StatusOf(user));
    }

    [Fact]
    public async Task It_expires_after_a_crash_too()
    {
        await using var backend = await Backend.StartAsync();
        var user = await Prepared(backend);
        backend.Crash();
        await backend.StartAgainAsync(Minutes(2));
        Assert.Equal("pending", await backend.StatusOf(user));
        await backend.AdvanceAsync(Minutes(3));
        Assert.Equal("cancelled", await backend.StatusOf(user));
    }

    [Fact]
    public async Task Its_start_begins_to_meter_on_its_own_terms()
    {
        await using var backend = await Backend.StartAsync();
        var user = await Prepared(backend);
        await backend.AdvanceAsync(Minutes(4));
        var started = await backend.Begin(user);
        Assert.Equal((backend.Now, 800), (started.Session!.StartTime, started.Session.RatePermille));
        Assert.Equal(backend.Now + Minutes(30), started.Session.LimitAt);
        await backend.AdvanceAsync(Minutes(10));
        Assert.Equal(Minutes(8).Micros(), (await backend.Finish(user)).ChargedMicros);
    }

    [Theory]
    [InlineData(60, 45, 45)]
    [InlineData(60, 900, 60)]
    public async Task Ended_without_having_been_started_it_charges_the_reported_time_at_most_its_age(int age, int reported, int charged)
    {
        await using var backend = await Backend.StartAsync();
        var user = await Prepared(backend);
        await backend.AdvanceAsync(Seconds(age));
        var ended = await backend.Finish(user, reported: Seconds(reported));
        Assert.Equal(("completed", Seconds(charged).ElapsedMs()), (ended.Status, ended.ElapsedMs));
        Assert.Equal(Seconds(charged).ElapsedMs() * 800, ended.ChargedMicros);
        await Books.Balance(backend, user);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public async Task Ended_without_any_time_it_is_cancelled(int? reported)
    {
        await using var backend = await Backend.StartAsync();
        var user = await Prepared(backend);
        await backend.AdvanceAsync(Minutes(1));
        var ended = await backend.Finish(user, reported: reported is { } seconds ? Seconds(seconds) : null);
        Assert.Equal(("cancelled", 0L), (ended.Status, ended.ChargedMicros));
    }

    [Fact]
    public async Task Without_balance_it_stays_pending_when_it_is_started_and_is_cancelled_when_it_is_ended()
    {
        await using var backend = await Backend.StartAsync();
        var user = await Prepared(backend, Ms(10));
        await backend.AdvanceAsync(Seconds(1));
        Assert.Equal(RefusalCodes.InsufficientBalance, (await backend.Session(user, "s").Start(new SessionTerms(Callers.Room))).Refusal!.Code);
        Assert.Equal("pending", await backend.StatusOf(user));
        Assert.Equal("cancelled", (await backend.Finish(user, reported: Seconds(1))).Status);
        Assert.Equal(Ms(10).Micros(), await backend.Balance(user));
    }

    [Fact]
    public async Task An_id_can_be_prepared_once()
    {
        await using var backend = await Backend.StartAsync();
        var user = await Prepared(backend);
        Assert.Equal(RefusalCodes.SessionIdTaken, (await backend.Session(user, "s").Prepare(new SessionTerms(Callers.Room))).Refusal!.Code);
    }

    [Fact]
    public async Task Session_numbers_are_never_handed_out_twice()
    {
        await using var backend = await Backend.StartAsync();
        var first = await backend.Log("user").NextNumber();
        var second = await backend.Log("user").NextNumber();
        backend.Crash();
        await backend.StartAgainAsync();
        Assert.Equal(3, new[] { first, second, await backend.Log("user").NextNumber() }.Distinct().Count());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ended_while_another_session_has_its_room_it_is_cancelled_and_the_other_one_goes_on(bool liveFirst)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        if (liveFirst) await backend.Enter(user, "live", Callers.Room);
        await backend.Room(Callers.Room).Claim(user, "s");
        await backend.Session(user, "s").Prepare(new SessionTerms(Callers.Room));
        if (!liveFirst) await backend.Enter(user, "live", Callers.Room);
        await backend.AdvanceAsync(Minutes(1));

        var ended = await backend.Finish(user, reported: Seconds(45));
        Assert.Equal(("cancelled", liveFirst ? "cancelled" : "superseded", 0L), (ended.Status, ended.EndReason, ended.ChargedMicros));
        await backend.IdleAsync();
        Assert.Equal("live", await backend.Room(Callers.Room).FindSession(user));
        await backend.AdvanceAsync(Seconds(10));
        var live = await backend.Finish(user, "live");
        Assert.Equal(("client_ended", 70_000L), (live.EndReason, live.ElapsedMs));
        Assert.Equal((Hours(1) - Seconds(70)).Micros(), await backend.Balance(user));
        await Books.Balance(backend, user);
    }
}
