using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Ads;
using MindBot.Grains.Tests.Fixture;
using Orleans.Runtime;
using static MindBot.Grains.Tests.Ads.Watching;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Ads;

/// <summary>Minutes earned with an ad are in the wallet once, whatever fails or dies on the way.</summary>
public class TimeRewardTests
{
    private static readonly long Reward = Minutes(5).Micros();

    [Fact]
    public async Task The_minutes_are_there_with_the_answer_as_a_card_of_their_own_for_a_year()
    {
        await using var backend = await Backend.StartAsync();
        var reply = await backend.Watch(ForTime("a"));
        Assert.Equal((null, 5, 0), (reply.Reason, reply.TimeMinutes, reply.DiscountPercent));
        var card = Assert.Single((await backend.Wallet(User).GetView(signOfLife: false)).Cards);
        Assert.Equal(("ad_user_ad_20260314_1", Reward, backend.Now.AddYears(1)), (card.Id, card.IssuedMicros, card.ExpiresAt));
        Assert.Equal(0, await backend.Ads().Reserve("s"));
        await Books.Balance(backend, User);
    }

    [Fact]
    public async Task Fifty_tellings_of_one_view_are_one_reward()
    {
        await using var backend = await Backend.StartAsync();
        var replies = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => backend.Watch(ForTime("a"))));
        Assert.Single(replies.Distinct());
        Assert.Equal(Reward, await backend.Balance(User));
    }

    [Fact]
    public async Task Three_a_day_and_three_more_on_the_next()
    {
        await using var backend = await Backend.StartAsync();
        for (var day = 1; day <= 2; day++)
        {
            for (var i = 0; i < 5; i++)
            {
                await backend.Watch(ForTime($"ad{i}"));
                await backend.AdvanceAsync(Seconds(30));
            }

            Assert.Equal(day * 3 * Reward, await backend.Balance(User));
            await backend.AdvanceAsync(Hours(24));
        }

        await Books.Balance(backend, User);
    }

    [Fact]
    public async Task The_reminder_goes_once_there_is_nothing_to_credit()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Watch(ForTime("a"));
        Assert.Equal(1, await backend.Reminders());
        await backend.AdvanceAsync(Minutes(2));
        Assert.Equal(0, await backend.Reminders());
        Assert.Equal(Reward, await backend.Balance(User));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_write_and_a_retry_earn_once(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Watch(ForTime("a")));
            if (!backend.IsDown)
            {
                Assert.True(write > 3, "A reward has more writes than that.");
                return;
            }

            await backend.StartAgainAsync(wake: false);
            Assert.Equal((null, 5), Shown(await backend.Watch(ForTime("a"))));
            Assert.Equal(Reward, await backend.Balance(User));
            await Books.Balance(backend, User);
        }
    }

    [Theory]
    [InlineData(1, false, 0)]
    [InlineData(1, true, 1)]
    [InlineData(2, false, 1)]
    [InlineData(2, true, 1)]
    [InlineData(3, false, 1)]
    [InlineData(3, true, 1)]
    public async Task What_was_noted_before_a_crash_is_credited_though_nobody_asks_again(int write, bool afterWrite, int rewards)
    {
        await using var backend = await Backend.StartAsync();
        backend.CrashAtWrite(write, afterWrite);
        Assert.False(await Callers.Answered(backend.Watch(ForTime("a"))));
        await backend.StartAgainAsync(wake: false);
        await backend.AdvanceAsync(Minutes(2));
        Assert.Equal(rewards * Reward, await backend.Balance(User));
        Assert.Equal(0, await backend.Reminders());
        await Books.Balance(backend, User);
    }

    [Theory]
    [InlineData(StorageFault.BeforeWrite)]
    [InlineData(StorageFault.AfterWrite)]
    public async Task A_storage_error_at_any_write_and_retries_earn_once(StorageFault fault)
    {
        for (var write = 1; write <= 3; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.Shared.FailWrite(write, fault);
            Assert.Equal((null, 5), Shown(await Callers.Insist(() => backend.Watch(ForTime("a")))));
            Assert.Equal(Reward, await backend.Balance(User));
            await backend.AdvanceAsync(Seconds(30));
            Assert.Equal((null, 5), Shown(await backend.Watch(ForTime("b"))));
            Assert.Equal(2 * Reward, await backend.Balance(User));
        }
    }

    [Fact]
    public async Task A_wallet_that_is_out_of_order_delays_the_reward_and_doubles_nothing()
    {
        await using var backend = await Backend.StartAsync();
        backend.Storage.Fails = name => name == "wallet";
        await Assert.ThrowsAnyAsync<OrleansException>(() => backend.Watch(ForTime("a")));
        await backend.AdvanceAsync(Minutes(3));
        await Assert.ThrowsAnyAsync<OrleansException>(() => backend.Watch(ForTime("b")));
        backend.Storage.Fails = null;
        await backend.AdvanceAsync(Minutes(2));
        Assert.Equal(Reward, await backend.Balance(User));
        Assert.Equal((null, 5), Shown(await backend.Watch(ForTime("b"))));
        Assert.Equal(2 * Reward, await backend.Balance(User));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_discount_whose_answer_was_lost_is_there_once(bool afterWrite)
    {
        await using var backend = await Backend.StartAsync();
        backend.CrashAtWrite(1, afterWrite);
        Assert.False(await Callers.Answered(backend.Watch(ForDiscount("a"))));
        await backend.StartAgainAsync(wake: false);
        Assert.Equal(50, (await backend.Watch(ForDiscount("a"))).DiscountPercent);
        backend.CrashAtWrite(1, afterWrite);
        Assert.False(await Callers.Answered(backend.Ads().Reserve("s")));
        await backend.StartAgainAsync(wake: false);
        Assert.Equal(50, await backend.Ads().Reserve("s"));
        Assert.Equal(0, await backend.Ads().Reserve("other"));
    }

    private static (string? Reason, int Minutes) Shown(AdViewReply reply) => (reply.Reason, reply.TimeMinutes);
}
