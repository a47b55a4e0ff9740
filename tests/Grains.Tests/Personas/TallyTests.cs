using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Personas;

/// <summary>Every session with a persona of the catalog counts exactly once for everybody.</summary>
public class TallyTests
{
    [Fact]
    public async Task A_session_counts_within_two_seconds_of_its_end()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Talk(user, "s", Seconds(30));
        await backend.AdvanceAsync(Seconds(2));
        Assert.Equal(new PersonaTally(1, 30_000, 24_000_000), await backend.Tally());
    }

    [Fact]
    public async Task What_was_no_talk_with_the_catalogs_personas_costs_no_write_and_counts_nothing()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Begin(user, "nobody");
        await backend.AdvanceAsync(Seconds(5));
        await backend.Finish(user, "nobody");
        await backend.Talk(user, "own", Seconds(5), Talks.OwnTutor);
        await backend.Talk(user, "nothing charged", TimeSpan.Zero);
        await backend.Session(user, "cancelled").Prepare(Talks.With(Talks.Oak, "room"));
        await backend.Finish(user, "cancelled");
        await backend.AdvanceAsync(Minutes(2));
        Assert.DoesNotContain("personaTally", backend.Storage.Writes);
        Assert.Equal(PersonaTally.Zero, await backend.Tally());
        Assert.Equal(1, (await backend.OwnUse(user, Talks.OwnTutor)).Sessions);
    }

    [Fact]
    public async Task Two_hundred_sessions_that_end_together_are_all_counted_with_a_write_a_shard()
    {
        await using var backend = await Backend.StartAsync();
        var users = new List<string>();
        for (var i = 0; i < 200; i++) users.Add(await backend.UserWith(Hours(1)));
        await Task.WhenAll(users.Select(user => backend.Session(user, "s").Start(Talks.With(Talks.Oak, $"room of {user}"))));
        await backend.AdvanceAsync(Seconds(10));
        await Task.WhenAll(users.Select(user => backend.Finish(user)));
        await backend.AdvanceAsync(Seconds(2));
        Assert.Equal(new PersonaTally(200, 200 * 10_000, 200 * 8_000_000L), await backend.Tally());
        Assert.InRange(backend.Storage.Writes.Count(name => name == "personaTally"), 1, IPersonaTallyGrain.Shards);
    }

    [Fact]
    public async Task Copies_of_an_event_change_nothing_before_while_and_after_it_counts()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        var copy = new TallyEvent(
            TallyEventId.OfSession(SessionKey.Of(user, "s")), Talks.Oak.Slug, new PersonaTally(Sessions: 1, ElapsedMs: 7_000, ChargedMicros: 5_600_000));
        await backend.Session(user, "s").Start(Talks.With(Talks.Oak, "room"));
        await Send();
        Assert.Equal(PersonaTally.Zero, await backend.Tally());

        await backend.AdvanceAsync(Seconds(1));
        await backend.Finish(user);
        for (var time = 0; time < 40; time++)
        {
            await backend.Shard(user).Count(copy);
            if (time > 20) await backend.Session(user, "s").Counted();
            await backend.AdvanceAsync(Ms(100));
        }

        await Send();
        Assert.Equal(copy.Added, await backend.Tally());

        async Task Send()
        {
            for (var i = 0; i < 3; i++) await backend.Shard(user).Count(copy);
            await backend.AdvanceAsync(Seconds(6));
        }
    }

    [Fact]
    public async Task A_session_stays_on_its_watch_list_until_it_is_counted()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        backend.Storage.Fails = name => name == "personaTally";
        await backend.Talk(user, "s", Seconds(30));
        await backend.AdvanceAsync(Minutes(3));
        var watch = backend.Grain<ISessionWatchGrain>(ISessionWatchGrain.ShardOf(SessionKey.Of(user, "s")));
        Assert.Equal(1, await watch.WakeAll());

        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Minutes(2));
        Assert.Equal(1, (await backend.Tally()).Sessions);
        Assert.Equal(0, await watch.WakeAll());
    }

    [Fact]
    public async Task A_removal_that_LiveKit_has_not_confirmed_is_not_forgotten_over_the_count()
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Session(user, "s").Start(Talks.With(Talks.Oak, "kitchen"));
        await backend.AdvanceAsync(Seconds(10));
        backend.LiveKit.IsDown = true;
        await backend.Finish(user);
        await backend.AdvanceAsync(Seconds(10));
        Assert.Equal(1, (await backend.Tally()).Sessions);
        backend.Crash();
        await backend.StartAgainAsync(wake: false);
        // The shard tells the session of the count before anybody else wakes it.
        await backend.Tally();
        await backend.AdvanceAsync(Seconds(10));
        backend.LiveKit.IsDown = false;
        Assert.DoesNotContain(backend.LiveKit.Calls, call => call.StartsWith("remove ", StringComparison.Ordinal));
        await backend.AdvanceAsync(Minutes(3));
        Assert.Contains(backend.LiveKit.Calls, call => call.StartsWith("remove ", StringComparison.Ordinal));
        Assert.Equal(1, (await backend.Tally()).Sessions);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_id_stays_behind_once_its_source_knows(bool isCut)
    {
        await using var backend = await Backend.StartAsync();
        var user = await backend.UserWith(Hours(1));
        await backend.Talk(user, "s", Seconds(30));
        await backend.AdvanceAsync(Seconds(2));
        Assert.Contains("session ", Stored(backend, user));
        if (isCut)
        {
            backend.Crash();
            await backend.StartAgainAsync();
            Assert.Equal(1, (await backend.Tally()).Sessions);
            await backend.IdleAsync();
        }

        await backend.StopAsync();
        Assert.DoesNotContain("session ", Stored(backend, user));
    }

    private static string Stored(Backend backend, string user) =>
        backend.Stored<IPersonaTallyGrain>(IPersonaTallyGrain.ShardOf(user), "personaTally")!;
}
