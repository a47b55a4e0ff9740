using MindBot.Grains.Ads;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Ads.Watching;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Ads;

/// <summary>A discount is for one session, and used up once that one has started.</summary>
public class DiscountTests
{
    private static readonly SessionTerms HalfPrice = new(Callers.Room, RatePermille: 400);

    [Fact]
    public async Task Without_an_ad_there_is_no_discount_and_asking_writes_nothing()
    {
        await using var backend = await Backend.StartAsync();
        Assert.Equal(0, await backend.Ads().Reserve("s"));
        await backend.Ads().Release("s");
        Assert.Empty(backend.Storage.Writes);
    }

    [Fact]
    public async Task Of_fifty_quotes_at_once_one_has_the_discount_and_its_repeats_have_it_too()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Earn();
        var quotes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => backend.Ads().Reserve($"s{i}")));
        Assert.Equal(50, Assert.Single(quotes, percent => percent > 0));

        var winner = Array.FindIndex(quotes, percent => percent > 0);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => backend.Ads().Reserve($"s{winner}"))), percent => Assert.Equal(50, percent));
    }

    [Fact]
    public async Task A_session_that_started_has_used_it_up_and_is_told_the_same_again()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Wallet(User).Credit(new("card", null, Hours(1).Micros(), backend.Now));
        await backend.Earn();
        Assert.Equal(50, await backend.Ads().Reserve("first"));
        await backend.Session(User, "first").Prepare(HalfPrice);
        Assert.Equal(0, await backend.Ads().Reserve("second"));
        await backend.Session(User, "first").Start(HalfPrice);
        Assert.Equal(50, await backend.Ads().Reserve("first"));
        Assert.Equal(0, await backend.Ads().Reserve("second"));
        await backend.Finish(User, "first");
        Assert.Equal(0, await backend.Ads().Reserve("third"));
        Assert.Equal(0, await backend.Ads().Reserve("first"));
    }

    [Fact]
    public async Task During_a_session_the_next_ones_discount_can_be_earned()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Wallet(User).Credit(new("card", null, Hours(1).Micros(), backend.Now));
        await backend.Earn();
        await backend.Ads().Reserve("first");
        await backend.AdvanceAsync(Seconds(20));
        Assert.Equal(AdReasons.DiscountHeld, (await backend.Watch(ForDiscount("more"))).Reason);
        await backend.Session(User, "first").Start(HalfPrice);
        Assert.Equal((AdReasons.AlreadyCounted, 0), Shown(await backend.Watch(ForDiscount("earned"))));
        Assert.Equal((null, 50), Shown(await backend.Watch(ForDiscount("more"))));
        Assert.Equal(50, await backend.Ads().Reserve("second"));
    }

    [Fact]
    public async Task A_session_that_nobody_came_to_gives_it_back()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Earn();
        await backend.Ads().Reserve("first");
        await backend.Session(User, "first").Prepare(HalfPrice);
        await backend.AdvanceAsync(Minutes(5) - Ms(1));
        Assert.Equal(0, await backend.Ads().Reserve("second"));
        await backend.AdvanceAsync(Seconds(10));
        Assert.Equal("cancelled", await backend.StatusOf(User, "first"));
        Assert.Equal(50, await backend.Ads().Reserve("second"));
    }

    [Fact]
    public async Task A_session_that_was_never_made_gives_it_back_after_two_minutes()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Earn();
        await backend.Ads().Reserve("first");
        await backend.AdvanceAsync(Minutes(2) - Ms(1));
        Assert.Equal(0, await backend.Ads().Reserve("second"));
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal(50, await backend.Ads().Reserve("second"));
        Assert.Equal(0, await backend.Ads().Reserve("first"));
    }

    [Fact]
    public async Task A_refused_session_gives_it_back_at_once_and_one_that_exists_does_not()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Earn();
        await backend.Ads().Reserve("first");
        await backend.Ads().Release("other");
        Assert.Equal(0, await backend.Ads().Reserve("second"));
        await backend.Ads().Release("first");
        Assert.Equal(50, await backend.Ads().Reserve("second"));
        await backend.Session(User, "second").Prepare(HalfPrice);
        await backend.Ads().Release("second");
        Assert.Equal(0, await backend.Ads().Reserve("third"));
    }

    [Fact]
    public async Task It_outlives_the_process_and_so_does_whom_it_is_set_aside_for()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Earn();
        backend.Crash();
        await backend.StartAgainAsync(Hours(30), wake: false);
        Assert.Equal(50, await backend.Ads().Reserve("first"));
        backend.Crash();
        await backend.StartAgainAsync(wake: false);
        Assert.Equal(0, await backend.Ads().Reserve("second"));
    }

    private static (string? Reason, int NextSessionPercent) Shown(AdViewReply reply) => (reply.Reason, reply.NextSessionPercent);
}
