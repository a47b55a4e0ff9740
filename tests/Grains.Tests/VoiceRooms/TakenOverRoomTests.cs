using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceRooms;

/// <summary>Two sessions of one user have been made for the same room. Whoever is there is charged for once, by the later one.</summary>
public class TakenOverRoomTests
{
    [Fact]
    public async Task A_pending_session_leaves_a_visit_to_the_later_one_that_meters_it()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.Passes(1);
        await story.Starts("later");
        await story.Passes(1);
        await story.Joins();
        await story.Passes(100);
        Assert.Equal("pending", await story.Status());
        Assert.Equal("active", await story.Status("later"));
    }

    [Fact]
    public async Task A_pending_session_is_not_charged_for_what_a_later_one_was_charged_for()
    {
        await using var backend = await Backend.StartAsync();
        var story = await Story.Begin(backend);
        await story.Prepares();
        await story.Passes(1);
        await story.Starts("later", limit: Seconds(100));
        await story.Passes(1);
        await story.Joins();
        await story.Passes(200);
        var (later, before) = (await story.Backend.Look(story.User, "later"), await story.Backend.Look(story.User, story.Id));
        Assert.Equal(("session_limit", 100_000L), (later.EndReason, later.ElapsedMs));
        Assert.True(before.StartTime >= later.EndTime);
        Assert.True(before.ElapsedMs <= (backend.Now - later.EndTime!.Value).ElapsedMs());
        await story.NobodyTalksForFree();
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
