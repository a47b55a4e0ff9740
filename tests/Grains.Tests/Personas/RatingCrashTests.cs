using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Personas;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Personas;

/// <summary>Whatever rating is durable, the tally has, once; nobody needs to come back for that.</summary>
public class RatingCrashTests
{
    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public async Task A_crash_at_any_write_is_made_good_by_itself(bool afterWrite, int former)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            await backend.HasTalked("user");
            if (former > 0) await backend.Rating("user").Rate(former, null);
            await backend.AdvanceAsync(Seconds(5));
            backend.CrashAtWrite(write, afterWrite);
            var answered = await Callers.Answered(backend.Rating("user").Rate(5, null));
            await backend.AdvanceAsync(Seconds(5));
            if (!backend.IsDown)
            {
                Assert.True(write > 3, "A rating and its count have more writes than that.");
                return;
            }

            await backend.StartAgainAsync(wake: false);
            await backend.AdvanceAsync(Minutes(3));
            await Agrees(backend, answered ? 5 : null);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Ratings_changed_in_haste_with_crashes_and_faults_end_with_the_last(int seed)
    {
        var random = new Random(seed);
        await using var backend = await Backend.StartAsync();
        await backend.HasTalked("user");
        for (var step = 0; step < 25; step++)
        {
            if (random.Next(3) == 0) backend.CrashAtWrite(random.Next(1, 5), random.Next(2) == 0);
            if (random.Next(4) == 0) backend.Shared.FailWrite(random.Next(1, 4), (StorageFault)random.Next(2));
            await Callers.Answered(backend.Rating("user").Rate(random.Next(1, 6), null));
            await backend.AdvanceAsync(Ms(random.Next(1, 3_000)));
            if (backend.IsDown) await backend.StartAgainAsync(wake: false);
        }

        backend.Crash();
        await backend.StartAgainAsync(wake: false);
        await backend.AdvanceAsync(Minutes(5));
        await Agrees(backend, null);
    }

    public static TheoryData<int> Seeds() => Tests.Seeds.UpTo(20);

    private static async Task Agrees(Backend backend, int? stars)
    {
        var kept = (await backend.Rating("user").Read())?.Stars;
        if (stars is not null) Assert.Equal(stars, kept);
        Assert.Equal(kept is { } durable ? new PersonaTally(Ratings: 1, Stars: durable) : PersonaTally.Zero, await backend.Tally());
        Assert.Equal(0, await backend.Reminders());
    }
}
