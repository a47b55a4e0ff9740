using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>Two sessions of one user have been made for the same room. Whoever is there is charged for once, by the later one.</summary>
public class TakenOverRoomTests
{
    [Fact]
    public async Task A_pending_session_is_called_off_when_another_is_started_in_its_room()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.Passes(1);
        await story.Starts("later");
        await story.Passes(1);
        await story.Joins();
        await story.Passes(100);
        var before = await backend.Look(story.User, story.Id);
        Assert.Equal(("cancelled", "superseded", 0L), (before.Status, before.EndReason, before.ChargedMicros));
        Assert.Equal("active", await story.Status("later"));
        Assert.True(story.IsPresent);
    }

    /// <summary>Or it would hold the room, and nobody would pay until LiveKit's list names who is there: with one start after the other, hardly ever.</summary>
    [Fact]
    public async Task Nobody_stays_in_the_room_of_a_pending_session_once_the_one_that_they_talked_in_is_over()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.Starts("later");
        await story.Joins();
        await story.Passes(20);
        await story.Ends("later");
        await story.Passes(1);
        Assert.False(story.IsPresent);
        await story.NobodyTalksForFree();
    }

    /// <summary>The process dies before the pending session hears of it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pending_session_that_was_not_told_is_called_off_once_LiveKits_list_names_somebody(bool joinsBefore)
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        Assert.Null(await backend.Room(Story.Room).Claim(story.User, "later"));
        if (joinsBefore) story.JoinsUnheard();
        await backend.Session(story.User, "later").Start(new SessionTerms(Story.Room));
        await story.Crashes(5);
        if (!joinsBefore) await story.Joins();
        await story.Passes(100);
        Assert.Equal("cancelled", await story.Status());
        Assert.Equal("active", await story.Status("later"));
    }

    [Fact]
    public async Task A_pending_session_keeps_its_room_when_it_cannot_be_started_yet()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend, Ms(1));
        await story.Prepares();
        Assert.Equal(RefusalCodes.InsufficientBalance, await Refusal(story));
        await story.TopsUp(60);
        await story.Joins();
        Assert.Equal("active", await story.Status());
        Assert.True(story.IsPresent);

        static async Task<string?> Refusal(Story story) => (await story.Backend.Enter(story.User, story.Id, Story.Room))?.Code;
    }

    [Fact]
    public async Task A_session_whose_opening_failed_does_not_take_the_room_back_from_one_that_was_started_since()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.Passes(1);
        // The room's, then the session's own.
        backend.Shared.FailWrite(2, StorageFault.AfterWrite);
        await backend.Room(Story.Room).Receive(story.LiveKit.Joined(story.JoinsUnheard()));
        await backend.IdleAsync();
        await story.Starts("later");
        await story.Passes(100);
        Assert.Equal("active", await story.Status("later"));
        Assert.Equal("cancelled", await story.Status());
        await story.NobodyTalksForFree();
    }

    /// <summary>The process dies before the room knows that they are this session's from now on.</summary>
    [Fact]
    public async Task A_session_hears_of_it_when_somebody_leaves_who_had_come_for_another()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Starts();
        await story.At(1);
        var visit = await story.Joins();
        // With the next event it is stored for whom they came.
        await story.Leaves(await story.Joins());
        await story.At(20);
        Assert.Null(await backend.Room(Story.Room).Claim(story.User, "later"));
        await backend.Session(story.User, "later").Start(new SessionTerms(Story.Room));
        await story.Crashes(1);
        await story.At(65);
        Assert.Equal("active", await story.Status("later"));
        await story.At(70);
        var leftAt = backend.Now;
        await story.Leaves(visit);
        await story.At(71);
        await story.Hears(story.LiveKit.Finish(Story.Room));
        await story.At(140);
        var session = await backend.Look(story.User, "later");
        Assert.Equal(("left", leftAt), (session.EndReason, session.EndTime));
    }

    /// <summary>A paused session has no checkpoint that would tell it; as long as it believed that it is open, nobody was sent away.</summary>
    [Fact]
    public async Task A_session_that_LiveKit_does_not_confirm_learns_that_another_has_taken_its_place()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.Joins();
        story.LiveKit.IsDown = true;
        await story.Passes(Minutes(5));
        await story.Starts("later");
        await story.Passes(1);
        Assert.Equal("completed", await story.Status());
        await story.Ends("later");
        story.LiveKit.IsDown = false;
        await story.Passes(61);
        Assert.False(story.IsPresent);
        await story.NobodyTalksForFree();
    }

    /// <summary>It learns so late that the other one is over already, whose end has left the room to it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Nobody_stays_when_a_session_was_replaced_and_has_not_been_told(int failingWrite)
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.Joins();
        story.LiveKit.IsDown = true;
        await story.Passes(Minutes(5));
        backend.Shared.FailWrite(failingWrite, StorageFault.AfterWrite);
        await Callers.Insist(() => backend.Enter(story.User, "later", Story.Room));
        await story.Passes(1);
        await Callers.Insist(() => backend.Finish(story.User, "later"));
        story.LiveKit.IsDown = false;
        await story.Passes(Minutes(4));
        Assert.False(story.IsPresent);
        await story.NobodyTalksForFree();
    }

    /// <summary>Another process has an old view of the wallet, in which there is no such session, and withdraws it.</summary>
    [Fact]
    public async Task A_metered_session_that_another_activation_has_withdrawn_still_ends_in_the_log()
    {
        await using var backend = await Backend.StartAsync();
        await backend.StartTwinAsync();
        backend.AsksTwin = true;
        await backend.Wallet("user_1").GetView(signOfLife: false);
        backend.AsksTwin = false;
        var user = await backend.UserWith(Hours(1));
        await backend.Begin(user);
        await backend.AdvanceAsync(Seconds(20));
        backend.AsksTwin = true;
        await Callers.Answered(backend.Session(user, "s").Get());
        await backend.EndTwinAsync();
        // The wallet closes it, and cannot tell.
        backend.Shared.FailWrite(1, StorageFault.AfterWrite);
        var ended = await Callers.Insist(() => backend.Finish(user));
        Assert.Equal(("client_ended", 20_000L), (ended.EndReason, ended.ElapsedMs));
        Assert.Equal("s", Assert.Single(await backend.Log(user).Read(10, null)).SessionId);
        await Books.Balance(backend, user);
    }

    /// <summary>Two processes for a moment, as after a network partition: each has an activation of the session.</summary>
    [Fact]
    public async Task An_end_of_which_another_activation_has_told_already_is_not_logged_again()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Begin(user, "first", "kitchen");
        await backend.Begin(user, "second", "garden");
        await backend.AdvanceAsync(Seconds(20));
        await backend.StartTwinAsync();
        foreach (var id in new[] { "first", "second" }) await Callers.Insist(() => backend.Finish(user, id));
        await backend.IdleAsync();
        backend.AsksTwin = true;
        foreach (var id in new[] { "first", "second" }) await Callers.Insist(() => backend.Finish(user, id));
        await backend.EndTwinAsync();
        Assert.Equal(2, (await backend.Log(user).Read(10, null)).Length);
    }
}
