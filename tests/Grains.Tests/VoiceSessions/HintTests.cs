using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

/// <summary>Each start and end of one session moves the end of its user's others, to the millisecond.</summary>
public class HintTests
{
    [Fact]
    public async Task Who_makes_the_time_of_another_shorter_makes_it_end_in_the_very_millisecond()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Seconds(60));
        await backend.Begin(user, "a", "kitchen");
        await backend.AdvanceAsync(Seconds(16));
        await backend.Begin(user, "b", "garden");
        await backend.AdvanceAsync(Seconds(22) - Ms(1));
        Assert.Equal(("active", "active"), (await backend.StatusOf(user, "a"), await backend.StatusOf(user, "b")));
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal(("completed", "completed"), (await backend.StatusOf(user, "a"), await backend.StatusOf(user, "b")));
        await Books.Balance(backend, user);
    }

    [Fact]
    public async Task Who_is_the_last_to_talk_goes_on_for_all_that_is_left()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Seconds(60));
        await backend.Begin(user, "a", "kitchen");
        await backend.Begin(user, "b", "garden");
        await backend.AdvanceAsync(Seconds(16));
        await backend.Finish(user, "b");
        await backend.AdvanceAsync(Seconds(28) - Ms(1));
        Assert.Equal("active", await backend.StatusOf(user, "a"));
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal("completed", await backend.StatusOf(user, "a"));
    }

    [Fact]
    public async Task Who_was_warned_and_credited_is_warned_again_when_another_session_brings_the_stop_near()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Seconds(90));
        await backend.Begin(user, "a", "kitchen");
        await backend.AdvanceAsync(Seconds(31));
        var before = Warnings(backend);
        await backend.Credit(user, Minutes(10));
        await backend.AdvanceAsync(Seconds(2));
        await backend.Begin(user, "b", "garden", rate: 20_000);
        await backend.AdvanceAsync(Seconds(25));
        Assert.True(Warnings(backend) > before, $"{before} warnings, and no more");
    }

    private static int Warnings(Backend backend) =>
        backend.LiveKit.Messages.Count(message => message.Room == "kitchen" && message.Text.Contains("warning", StringComparison.Ordinal));
}
