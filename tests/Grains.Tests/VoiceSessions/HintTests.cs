using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

/// <summary>Each start and end among many sessions of one user moves the end of all the others.</summary>
public class HintTests
{
    private const int Many = 40;

    [Fact]
    public async Task A_start_and_an_end_beside_many_sessions_cost_no_writes_of_theirs()
    {
        await using var backend = await Talking();
        backend.Storage.Writes.Clear();
        await backend.Begin("user_1", "another", "garden");
        await backend.Finish("user_1", "another");
        await backend.IdleAsync();
        Assert.InRange(backend.Storage.Writes.Count(name => name == "wallet"), 2, 5);
    }

    [Fact]
    public async Task Many_sessions_that_come_back_after_a_crash_cost_a_few_writes_each()
    {
        await using var backend = await Talking();
        backend.Crash();
        await backend.StartAgainAsync(Seconds(5));
        await backend.AdvanceAsync(Seconds(3));
        Assert.InRange(backend.Storage.Writes.Count(name => name == "wallet"), Many, 5 * Many);
    }

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

    private static async Task<Backend> Talking()
    {
        var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(100));
        Assert.Equal("user_1", user);
        for (var i = 0; i < Many; i++) await backend.Begin(user, $"s{i}", $"room_{i}");
        await backend.IdleAsync();
        return backend;
    }
}
