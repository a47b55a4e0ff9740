using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Personas;

/// <summary>Wherever the process dies or the storage fails, what all shards have is what the users' own logs have.</summary>
public class TallyCrashTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_write_of_an_end_and_of_its_count_counts_it_once(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            var user = await backend.UserWith(Hours(1));
            await backend.Session(user, "s").Start(Talks.With(Talks.Oak, "room"));
            await backend.AdvanceAsync(Seconds(40));
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Finish(user));
            await backend.AdvanceAsync(Seconds(5));
            if (!backend.IsDown)
            {
                Assert.True(write > 6, "An end and its count have more writes than that.");
                return;
            }

            await backend.StartAgainAsync(Seconds(20));
            await backend.Finish(user);
            await backend.AdvanceAsync(Minutes(2));
            Assert.Equal(1, (await backend.Tally()).Sessions);
            Assert.Equal(await backend.OwnUse(user), await backend.Tally());
        }
    }

    [Theory]
    [InlineData(StorageFault.BeforeWrite)]
    [InlineData(StorageFault.AfterWrite)]
    public async Task A_storage_error_at_any_write_counts_it_once(StorageFault fault)
    {
        for (var write = 1; write <= 8; write++)
        {
            await using var backend = await Backend.StartAsync();
            var user = await backend.UserWith(Hours(1));
            await backend.Session(user, "s").Start(Talks.With(Talks.Oak, "room"));
            await backend.AdvanceAsync(Seconds(40));
            backend.Shared.FailWrite(write, fault);
            await Callers.Insist(() => backend.Finish(user));
            await backend.AdvanceAsync(Minutes(3));
            Assert.Equal(1, (await backend.Tally()).Sessions);
            Assert.Equal(await backend.OwnUse(user), await backend.Tally());
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Crashes_at_random_among_many_users_lose_and_double_nothing(int seed)
    {
        var random = new Random(seed);
        await using var backend = await Backend.StartAsync();
        var users = new List<string>();
        for (var i = 0; i < 8; i++) users.Add(await backend.UserWith(Hours(10)));
        for (var step = 0; step < 60; step++)
        {
            var (user, id) = (users[random.Next(users.Count)], $"s{random.Next(10)}");
            await Callers.Answered(random.Next(2) == 0
                ? backend.Session(user, id).Start(Talks.With(Talks.Oak, $"room {id} of {user}"))
                : backend.Session(user, id).End(null));
            if (random.Next(6) == 0) backend.CrashAtWrite(random.Next(1, 12), random.Next(2) == 0);
            if (random.Next(6) == 0) backend.Shared.FailWrite(random.Next(1, 6), (StorageFault)random.Next(2));
            await backend.AdvanceAsync(Ms(random.Next(1, 4_000)));
            if (backend.IsDown) await backend.StartAgainAsync(Seconds(random.Next(5)));
        }

        backend.Crash();
        await backend.StartAgainAsync();
        await backend.AdvanceAsync(Hours(5));
        var own = PersonaTally.Zero;
        foreach (var user in users) own += await backend.OwnUse(user);
        Assert.True(own.Sessions > 10);
        Assert.Equal(own, await backend.Tally());
    }

    public static TheoryData<int> Seeds() => Tests.Seeds.UpTo(15);
}
