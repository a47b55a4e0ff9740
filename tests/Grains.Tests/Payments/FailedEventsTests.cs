using MindBot.Grains.Payments;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Payments;

public class FailedEventsTests
{
    private static readonly DateTimeOffset Created = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Tries_are_counted_over_crashes_until_the_event_is_set_aside_or_handled()
    {
        await using var backend = await Backend.StartAsync();
        var first = backend.Now;
        for (var tries = 1; tries <= IFailedEventsGrain.MostTries; tries++)
        {
            var failed = (await List(backend).Failed("evt_1", "refund.created", Created, $"reason {tries}"))!;
            Assert.Equal(
                new FailedEvent("evt_1", "refund.created", Created, first, backend.Now, tries, $"reason {tries}"), failed);
            Assert.Equal(tries == IFailedEventsGrain.MostTries, failed.IsSetAside);
            backend.Crash();
            await backend.StartAgainAsync(Hours(1));
        }

        Assert.Single((await List(backend).Read()).AsEnumerable());
        await List(backend).Remove("evt_1");
        await List(backend).Remove("evt_1");
        Assert.Empty(await List(backend).Read());
    }

    [Fact]
    public async Task When_too_many_failed_there_is_no_room_for_another_but_for_the_tries_of_those_that_are_known()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 0; i < IFailedEventsGrain.MostEvents; i++) Assert.NotNull(await List(backend).Failed($"evt_{i}", "t", Created, new string('x', 5_000)));
        Assert.Null(await List(backend).Failed("evt_more", "t", Created, "r"));
        Assert.Equal(2, (await List(backend).Failed("evt_7", "t", Created, "r"))!.Tries);

        var read = await List(backend).Read();
        Assert.Equal((IFailedEventsGrain.MostEvents, "evt_7", 500), (read.Length, read[0].EventId, read[1].Reason.Length));
    }

    private static IFailedEventsGrain List(Backend backend) => backend.Grain<IFailedEventsGrain>("stripe");
}
