using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.VoiceSessions;

public class SessionLogTests
{
    private static FinishedSession Finished(string id, Backend backend) =>
        new(0, id, "room", "completed", "client_ended", backend.Now, backend.Now, 0, 0);

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(200)]
    public async Task Sessions_are_listed_newest_first_page_by_page(int pageSize)
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 1; i <= 120; i++)
        {
            await backend.Log("user").Add(Finished($"s{i}", backend));
            await backend.Log("user").Confirm($"s{i}");
        }

        var listed = new List<FinishedSession>();
        while (true)
        {
            var page = await backend.Log("user").Read(pageSize, listed.Count == 0 ? null : listed[^1].Position);
            if (page.IsEmpty) break;
            Assert.True(page.Length <= pageSize);
            listed.AddRange(page);
        }

        Assert.Equal(Enumerable.Range(1, 120).Reverse().Select(i => $"s{i}"), listed.Select(session => session.SessionId));
        Assert.Empty((await backend.Log("nobody").Read(50, null)).AsEnumerable());
    }

    [Fact]
    public async Task Sessions_are_in_the_order_of_their_ends_and_cancelled_ones_are_among_them()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Begin(user, "a", "kitchen");
        await backend.Begin(user, "b", "garden");
        await backend.Session(user, "c").Prepare(new SessionTerms("cellar"));
        await backend.AdvanceAsync(Seconds(5));
        await backend.Finish(user, "b");
        await backend.Finish(user, "c");
        await backend.Finish(user, "a");
        var listed = await backend.Log(user).Read(50, null);
        Assert.Equal(["a", "c", "b"], listed.Select(session => session.SessionId));
        Assert.Equal(["completed", "cancelled", "completed"], listed.Select(session => session.Status));
    }

    [Fact]
    public async Task Adding_a_session_again_before_it_is_confirmed_adds_nothing()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 0; i < 3; i++) await backend.Log("user").Add(Finished("s", backend));
        Assert.Single((await backend.Log("user").Read(50, null)).AsEnumerable());
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_crash_between_the_writes_of_an_entry_makes_no_second_one_whoever_comes_next(int write, bool afterWrite)
    {
        foreach (var otherFirst in new[] { false, true })
        {
            await using var backend = await Backend.StartAsync();
            for (var i = 1; i <= 49; i++) await backend.Log("user").Add(Finished($"s{i}", backend));
            backend.CrashAtWrite(write, afterWrite);
            Assert.False(await Callers.Answered(backend.Log("user").Add(Finished("cut off", backend))));
            await backend.StartAgainAsync();

            if (otherFirst) await backend.Log("user").Add(Finished("other", backend));
            await backend.Log("user").Add(Finished("cut off", backend));
            if (!otherFirst) await backend.Log("user").Add(Finished("other", backend));
            var listed = await backend.Log("user").Read(200, null);
            Assert.Equal(51, listed.Length);
            Assert.Equal(51, listed.Select(session => session.SessionId).Distinct().Count());
            Assert.Equal(Enumerable.Range(1, 51).Reverse().Select(i => (long)i), listed.Select(session => session.Position));
        }
    }

    [EmbeddedFact(EmbeddedFactAttribute.IdleGrains)]
    public async Task What_was_confirmed_is_stored_when_the_log_leaves_the_memory()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Begin(user, "talk");
        await backend.AdvanceAsync(Seconds(5));
        await backend.Finish(user, "talk");
        Assert.Contains("talk", backend.Stored<ISessionLogGrain>(user, "sessionLog"));
        await backend.AdvanceAsync(Hours(1));
        Assert.DoesNotContain("talk", backend.Stored<ISessionLogGrain>(user, "sessionLog"));
        Assert.Single((await backend.Log(user).Read(50, null)).AsEnumerable());
    }
}
