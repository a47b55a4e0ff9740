using MindBot.EmbeddedSilo.Testing;
using MindBot.Gateways.Stripe;
using MindBot.Grains.Coupons;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Tests.Coupons;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;
using static MindBot.Grains.Tests.Subscriptions.Subscriber;

namespace MindBot.Grains.Tests.Subscriptions;

/// <summary>An order may be cut off at any write; the same order again makes one subscription, one customer and one use of the coupon of it.</summary>
public class SubscriptionCrashTests
{
    private static readonly CouponTerms Coupon = Terms.Percent25 with { PerUserLimit = 1 };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_write_of_an_order_and_a_repeat_make_one_subscription(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Subscribe(coupon: Coupon));
            await backend.IdleAsync();
            if (!backend.IsDown)
            {
                Assert.True(write > 5, "An order has more writes than that.");
                return;
            }

            await backend.StartAgainAsync(wake: false);
            Assert.Equal("active", (await backend.Subscribe(coupon: Coupon)).Subscription!.Status);
            await IsSubscribedOnce(backend);
        }
    }

    [Theory]
    [InlineData(StorageFault.BeforeWrite)]
    [InlineData(StorageFault.AfterWrite)]
    public async Task A_storage_error_at_any_write_of_an_order_and_retries_make_one_subscription(StorageFault fault)
    {
        for (var write = 1; write <= 7; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.Shared.FailWrite(write, fault);
            await Callers.Insist(() => backend.Subscribe(coupon: Coupon));
            await IsSubscribedOnce(backend);
        }
    }

    [Fact]
    public async Task An_outage_at_any_step_of_an_order_and_a_repeat_make_one_subscription()
    {
        for (var lost = 1; lost <= 4; lost++)
        {
            await using var backend = await Backend.StartAsync();
            backend.Payments.AnswersLost = lost;
            while ((await backend.Subscribe(coupon: Coupon)).Refusal is { } refusal) Assert.Equal(RefusalCodes.PaymentUnavailable, refusal.Code);
            await IsSubscribedOnce(backend);
        }
    }

    [Fact]
    public async Task An_answer_that_was_lost_is_found_by_the_repeat_and_other_orders_wait_for_it()
    {
        for (var lost = 1; lost <= 3; lost++)
        {
            await using var backend = await Backend.StartAsync();
            backend.Payments.SubscriptionAnswersLost = lost;
            for (var attempt = 0; attempt < lost; attempt++)
                Assert.Equal(RefusalCodes.PaymentUnavailable, (await backend.Subscribe()).Refusal!.Code);
            Assert.Equal(RefusalCodes.SubscriptionPending, (await backend.Subscribe("order_2", Yearly)).Refusal!.Code);
            Assert.Equal("active", (await backend.Subscribe("order_3")).Subscription!.Status);
            Assert.Single(backend.Payments.Subscriptions);
            Assert.Equal(1, backend.Payments.Customers);
        }
    }

    [Fact]
    public async Task An_order_that_never_reached_the_provider_keeps_no_other_from_being_placed()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.Unreachable = 1;
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await backend.Subscribe(coupon: Coupon)).Refusal!.Code);
        Assert.Equal(Yearly, (await backend.Subscribe("order_2", Yearly, coupon: Coupon)).Subscription!.Plan);
        Assert.Single(backend.Payments.Subscriptions);
    }

    [Fact]
    public async Task An_order_without_an_answer_gives_way_once_the_provider_would_have_told_of_it()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.SubscriptionAnswersLost = 1;
        await backend.Subscribe(method: null);
        await backend.AdvanceAsync(Hours(2) - Ms(1));
        Assert.Equal(RefusalCodes.SubscriptionPending, (await backend.Subscribe("order_2", Yearly)).Refusal?.Code);
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal(Yearly, (await backend.Subscribe("order_3", Yearly)).Subscription!.Plan);
    }

    [Fact]
    public async Task A_webhook_alone_brings_what_an_order_bought_whose_answer_was_lost_for_good()
    {
        for (var write = 3; write <= 5; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite: false);
            Assert.False(await Callers.Answered(backend.Subscribe(coupon: Coupon)));
            await backend.StartAgainAsync(wake: false);
            if (backend.Payments.Subscriptions.Count == 0) continue;
            await backend.Tell("active");
            Assert.Equal(Tier.Premium, await backend.TierNow());
            await IsSubscribedOnce(backend);
            Assert.Equal("active", (await backend.Subscribe(coupon: Coupon)).Subscription!.Status);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_at_any_write_of_a_change_or_a_cancellation_and_a_repeat_do_it_once(bool afterWrite)
    {
        for (var write = 1; write <= 3; write++)
        {
            await using var backend = await Backend.StartAsync();
            await backend.Subscribe();
            await backend.IdleAsync();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(ChangeAndCancel(backend));
            Assert.True(backend.IsDown);
            await backend.StartAgainAsync(wake: false);
            await ChangeAndCancel(backend);
            var current = (await backend.Subscription().Current()).Subscription!;
            Assert.Equal((Yearly, true), (current.Plan, current.CancelAtPeriodEnd));
        }
    }

    [Fact]
    public async Task A_coupon_is_used_by_what_is_paid_and_free_again_after_what_is_not()
    {
        await using var backend = await Backend.StartAsync();
        var made = (await backend.Subscribe(method: null, coupon: Coupon)).Subscription!;
        Assert.Equal(1499, made.AmountDueCents);
        Assert.Equal(500, backend.Payments.SubscriptionOrders.Single().AmountOffMinorUnits);

        await backend.Becomes(SubscriptionStatus.IncompleteExpired);
        backend.Payments.DeclinesSubscriptions = true;
        Assert.Equal(RefusalCodes.PaymentDeclined, (await backend.Subscribe("order_2", coupon: Coupon)).Refusal!.Code);
        backend.Payments.DeclinesSubscriptions = false;
        Assert.Equal("active", (await backend.Subscribe("order_3", coupon: Coupon)).Subscription!.Status);

        await backend.Becomes(SubscriptionStatus.Canceled, "sub_3");
        Assert.Equal(RefusalCodes.CouponUsed, (await backend.Subscribe("order_4", coupon: Coupon)).Refusal!.Code);
        Assert.Equal("active", (await backend.Subscribe("order_5")).Subscription!.Status);
        Assert.Null(backend.Payments.SubscriptionOrders.Last().AmountOffMinorUnits);
    }

    private static async Task ChangeAndCancel(Backend backend)
    {
        Assert.Null((await backend.Subscription().ChangePlan("change_1", Yearly)).Refusal);
        Assert.Null((await backend.Subscription().Cancel()).Refusal);
    }

    private static async Task IsSubscribedOnce(Backend backend)
    {
        Assert.Equal(("active", Tier.Premium), (await backend.StatusNow(), await backend.TierNow()));
        Assert.Equal(500, Assert.Single(backend.Payments.SubscriptionOrders).AmountOffMinorUnits);
        Assert.Equal(1, backend.Payments.Customers);
        var quote = await backend.Grain<ICouponGrain>(Coupon.Code).Check(Coupon, User, 1999, "usd");
        Assert.Equal(RefusalCodes.CouponUsed, quote.Refusal?.Code);
    }
}
