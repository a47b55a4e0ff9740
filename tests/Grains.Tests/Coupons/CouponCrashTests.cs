using MindBot.EmbeddedSilo.Testing;
using MindBot.Grains.Coupons;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.Coupons;

/// <summary>A use may be cut off at any write; whoever repeats it has one use, and the counts are those of a life without crashes.</summary>
public class CouponCrashTests
{
    private static readonly CouponTerms Rare = Terms.Percent25 with { TotalLimit = 2, PerUserLimit = 2 };

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_crash_at_any_write_of_a_use_and_a_retry_count_once(bool isReserved, bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(Use(backend, isReserved));
            if (!backend.IsDown)
            {
                Assert.True(write > 3, "A use has more writes than that.");
                return;
            }

            await backend.StartAgainAsync(wake: false);
            await Use(backend, isReserved);
            await CountsOnce(backend);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_payment_that_is_durable_is_finished_by_whoever_comes_next(bool afterWrite)
    {
        // The writes of a redemption are: paid, in the user's record, counted.
        for (var write = afterWrite ? 2 : 3; write <= 4; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite);
            Assert.False(await Callers.Answered(Use(backend, isReserved: true)));
            await backend.StartAgainAsync(CouponRules.ReservationLife, wake: false);
            await backend.Coupon(Rare).Release("purchase");
            await CountsOnce(backend);
        }
    }

    [Theory]
    [InlineData(StorageFault.BeforeWrite)]
    [InlineData(StorageFault.AfterWrite)]
    public async Task A_storage_error_at_any_write_of_a_use_and_retries_count_once(StorageFault fault)
    {
        for (var write = 1; write <= 4; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.Shared.FailWrite(write, fault);
            await Callers.Insist(async () =>
            {
                await Use(backend, isReserved: true);
                return true;
            });
            await CountsOnce(backend);
        }
    }

    private static async Task Use(Backend backend, bool isReserved)
    {
        if (isReserved) Assert.Equal(1125, (await backend.Reserve(Rare, "user", "purchase")).DiscountCents);
        await backend.Redeem(Rare, "user", "purchase");
    }

    private static async Task CountsOnce(Backend backend)
    {
        Assert.True((await backend.Check(Rare, "user")).Valid);
        Assert.Equal(RefusalCodes.CouponUsed, (await backend.Check(Rare with { PerUserLimit = 1 }, "user")).Refusal?.Code);
        Assert.Equal(1125, (await backend.Reserve(Rare, "user", "purchase")).DiscountCents);
        Assert.Equal(1, await backend.PlacesLeft(Rare));
    }
}
