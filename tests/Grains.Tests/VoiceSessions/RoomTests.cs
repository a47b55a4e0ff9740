using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class RoomTests
{
    [Fact]
    public async Task The_next_session_in_a_room_replaces_the_one_before_without_gap_or_overlap()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Enter(user, "first", "kitchen");
        await backend.AdvanceAsync(Ms(12_345));
        await backend.Enter(user, "second", "kitchen");
        var switchedAt = backend.Now;

        var first = await backend.Look(user, "first");
        Assert.Equal(("completed", "superseded", switchedAt), (first.Status, first.EndReason, first.EndTime));
        await backend.AdvanceAsync(Ms(10_000));
        var second = await backend.Finish(user, "second");
        Assert.Equal((switchedAt, 10_000L), (second.StartTime, second.ElapsedMs));
        Assert.Equal(Ms(22_345).Micros(), first.ChargedMicros + second.ChargedMicros);
        Assert.Equal((Hours(1) - Ms(22_345)).Micros(), await backend.Balance(user));
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task A_start_without_terms_inherits_the_rate_of_the_session_that_it_replaces()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Enter(user, "first", "kitchen", rate: 1500);
        await backend.Enter(user, "second", "kitchen");
        Assert.Equal(1500, (await backend.Look(user, "second")).RatePermille);
        await backend.Enter(user, "third", "kitchen", rate: 400);
        Assert.Equal(400, (await backend.Look(user, "third")).RatePermille);
    }

    [Fact]
    public async Task A_room_is_closed_to_others_until_its_session_is_over()
    {
        await using var backend = await Backend.StartAsync();
        var (ada, bob) = (await backend.UserWith(Hours(1)), await backend.UserWith(Hours(1)));
        Assert.Null(await backend.Enter(ada, "s", "kitchen"));
        await backend.AdvanceAsync(Minutes(2));
        Assert.Equal(RefusalCodes.RoomTaken, (await backend.Enter(bob, "s", "kitchen"))!.Code);
        Assert.Equal("s", await backend.Room("kitchen").FindSession(ada));
        Assert.Null(await backend.Room("kitchen").FindSession(bob));

        await backend.Finish(ada);
        await backend.IdleAsync();
        Assert.Null(await backend.Room("kitchen").FindSession(ada));
        Assert.Null(await backend.Enter(bob, "s", "kitchen"));
    }

    [Fact]
    public async Task A_pending_session_holds_its_room_until_it_is_cancelled()
    {
        await using var backend = await Backend.StartAsync();
        var (ada, bob) = (await backend.UserWith(Hours(1)), await backend.UserWith(Hours(1)));
        Assert.Null(await backend.Room("kitchen").Claim(ada, "s"));
        await backend.Session(ada, "s").Prepare(new SessionTerms("kitchen"));
        await backend.AdvanceAsync(Minutes(4));
        Assert.Equal(RefusalCodes.RoomTaken, (await backend.Enter(bob, "s", "kitchen"))!.Code);
        await backend.AdvanceAsync(Minutes(1));
        Assert.Null(await backend.Enter(bob, "s", "kitchen"));
    }

    [Fact]
    public async Task A_claim_whose_session_never_came_about_holds_for_half_a_minute_only()
    {
        await using var backend = await Backend.StartAsync();
        var (ada, bob) = (await backend.UserWith(Hours(1)), await backend.UserWith(Hours(1)));
        Assert.Null(await backend.Room("kitchen").Claim(ada, "never started"));
        await backend.AdvanceAsync(Seconds(29));
        Assert.Equal(RefusalCodes.RoomTaken, (await backend.Enter(bob, "s", "kitchen"))!.Code);
        await backend.AdvanceAsync(Seconds(1));
        Assert.Null(await backend.Enter(bob, "s", "kitchen"));
    }

    [Fact]
    public async Task A_takeover_that_is_refused_leaves_the_room_and_its_meter_to_the_session_before()
    {
        await using var backend = await Backend.StartAsync();
        var (ada, bob) = (await backend.UserWith(Seconds(10)), await backend.UserWith(Hours(1)));
        await backend.Enter(ada, "first", "kitchen");
        await backend.AdvanceAsync(Seconds(5));
        Assert.Equal(RefusalCodes.InsufficientBalance, (await backend.Enter(ada, "second", "kitchen", rate: 6_000))!.Code);

        Assert.Equal("first", await backend.Room("kitchen").FindSession(ada));
        Assert.Equal("active", await backend.StatusOf(ada, "first"));
        Assert.Equal(RefusalCodes.SessionNotFound, await backend.StatusOf(ada, "second"));
        Assert.Equal(RefusalCodes.RoomTaken, (await backend.Enter(bob, "s", "kitchen"))!.Code);
        await backend.AdvanceAsync(Seconds(5));
        Assert.Equal("exhausted", (await backend.Look(ada, "first")).EndReason);
    }

    [Fact]
    public async Task A_room_that_nobody_released_is_free_once_its_session_is_over()
    {
        await using var backend = await Backend.StartAsync();
        var (ada, bob) = (await backend.UserWith(Hours(1)), await backend.UserWith(Hours(1)));
        await backend.Enter(ada, "s", "kitchen");
        await backend.AdvanceAsync(Minutes(1));
        backend.Storage.Fails = state => state == "voiceRoom";
        await backend.Finish(ada);
        await backend.IdleAsync();
        backend.Storage.Fails = null;
        Assert.Null(await backend.Enter(bob, "s", "kitchen"));
    }

    [Fact]
    public async Task Two_rooms_of_one_user_have_nothing_to_do_with_each_other()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Enter(user, "a", "kitchen");
        await backend.Enter(user, "b", "garden");
        await backend.AdvanceAsync(Seconds(10));
        Assert.Equal("active", await backend.StatusOf(user, "a"));
        Assert.Equal(10_000, (await backend.Finish(user, "a")).ElapsedMs);
        Assert.Equal("active", await backend.StatusOf(user, "b"));
        Assert.Equal("b", await backend.Room("garden").FindSession(user));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_takeovers_that_are_refused_leave_the_room_to_the_session_that_is_live(bool atOnce)
    {
        await using var backend = await Backend.StartAsync();
        var (ada, bob) = (await backend.UserWith(Seconds(40)), await backend.UserWith(Hours(1)));
        await backend.Enter(ada, "first", "kitchen");
        await backend.AdvanceAsync(Seconds(35));
        string[] takeovers = ["second", "third"];
        if (atOnce)
        {
            foreach (var id in takeovers) Assert.Null(await backend.Room("kitchen").Claim(ada, id));
            foreach (var id in takeovers) await backend.Room("kitchen").Release(ada, id);
        }
        else
        {
            foreach (var id in takeovers)
                Assert.Equal(RefusalCodes.InsufficientBalance, (await backend.Enter(ada, id, "kitchen", rate: 6_000))!.Code);
        }

        Assert.Equal("first", await backend.Room("kitchen").FindSession(ada));
        Assert.Equal(RefusalCodes.RoomTaken, (await backend.Enter(bob, "s", "kitchen"))!.Code);
        await backend.Finish(ada, "first");
        await backend.IdleAsync();
        Assert.Null(await backend.Room("kitchen").FindSession(ada));
        Assert.Null(await backend.Enter(bob, "s", "kitchen"));
    }

    [Fact]
    public async Task A_session_that_takes_its_own_room_back_frees_it_when_it_ends()
    {
        await using var backend = await Backend.StartAsync();
        var (ada, bob) = (await backend.UserWith(Hours(1)), await backend.UserWith(Hours(1)));
        await backend.Enter(ada, "first", "kitchen");
        await backend.Room("kitchen").Claim(ada, "never started");
        Assert.Null(await backend.Enter(ada, "first", "kitchen"));
        await backend.Finish(ada, "first");
        await backend.IdleAsync();
        Assert.Null(await backend.Enter(bob, "s", "kitchen"));
    }
}
