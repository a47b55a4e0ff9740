using MindBot.Gateways.Stripe;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.Subscriptions;

/// <summary>Cancellations that are taken back, and other cards.</summary>
public class SecondThoughtsTests
{
    [Fact]
    public async Task A_cancellation_is_taken_back_and_a_repeat_answers_the_same()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Subscribe();
        await backend.Subscription().Cancel();
        var resumed = await backend.Subscription().Resume("back_1");
        Assert.False(resumed.Subscription!.CancelAtPeriodEnd);
        Assert.False(Assert.Single(backend.Payments.Subscriptions).CancelAtPeriodEnd);
        Assert.Equal(resumed, await backend.Subscription().Resume("back_1"));
        Assert.Equal(RefusalCodes.SubscriptionNotCancelled, (await backend.Subscription().Resume("back_2")).Refusal!.Code);

        await backend.Subscription().Cancel();
        Assert.False((await backend.Subscription().Resume("back_3")).Subscription!.CancelAtPeriodEnd);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_in_any_write_and_a_repeat_take_it_back_even_when_the_providers_event_was_faster(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            await backend.Subscribe();
            await backend.Subscription().Cancel();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Subscription().Resume("back_1"));
            if (!backend.IsDown) return;

            await backend.StartAgainAsync();
            await backend.Tell(SubscriptionStatus.Active);
            Assert.False((await backend.Subscription().Resume("back_1")).Subscription!.CancelAtPeriodEnd);
        }
    }

    [Fact]
    public async Task Nothing_is_taken_back_of_what_has_ended_or_never_was()
    {
        await using var backend = await Backend.StartAsync();
        Assert.Equal(RefusalCodes.NoSubscription, (await backend.Subscription().Resume("back_1")).Refusal!.Code);
        await backend.Subscribe();
        await backend.Subscription().Cancel();
        backend.Payments.Happens("sub_1", subscription => subscription with { Status = SubscriptionStatus.Canceled });
        Assert.Equal(RefusalCodes.NoSubscription, (await backend.Subscription().Resume("back_2")).Refusal!.Code);
        Assert.Equal(Tier.Free, await backend.TierNow());
    }

    [Fact]
    public async Task A_cancellation_at_the_providers_own_desk_is_taken_back_too()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Subscribe();
        backend.Payments.Happens("sub_1", subscription => subscription with { CancelAtPeriodEnd = true });
        Assert.False((await backend.Subscription().Resume("back_1")).Subscription!.CancelAtPeriodEnd);
    }

    [Fact]
    public async Task When_the_provider_is_silent_it_is_said_and_a_repeat_goes_on()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Subscribe();
        await backend.Subscription().Cancel();
        backend.Payments.AnswersLost = 1;
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await backend.Subscription().Resume("back_1")).Refusal!.Code);
        Assert.False((await backend.Subscription().Resume("back_1")).Subscription!.CancelAtPeriodEnd);
    }

    [Theory]
    [InlineData(SubscriptionStatus.PastDue)]
    [InlineData(SubscriptionStatus.Unpaid)]
    public async Task Another_card_pays_what_is_open(string status)
    {
        await using var backend = await Backend.StartAsync();
        await backend.Subscribe();
        await backend.Becomes(status);
        backend.Payments.DeclinesSubscriptions = true;
        var declined = (await backend.Subscription().ChangePaymentMethod("card_1", "pm_broken")).Refusal!;
        Assert.Equal((RefusalCodes.PaymentDeclined, ScriptedPayments.DeclineMessage), (declined.Code, declined.Detail));
        Assert.Equal(status, await backend.StatusNow());

        backend.Payments.DeclinesSubscriptions = false;
        Assert.Equal("active", (await backend.Subscription().ChangePaymentMethod("card_2", "pm_good")).Subscription!.Status);
        Assert.Equal(Tier.Premium, await backend.TierNow());
    }

    [Fact]
    public async Task Without_a_subscription_there_is_nothing_to_pay_for()
    {
        await using var backend = await Backend.StartAsync();
        Assert.Equal(RefusalCodes.NoSubscription, (await backend.Subscription().ChangePaymentMethod("card_1", "pm")).Refusal!.Code);
        await backend.Subscribe();
        await backend.Becomes(SubscriptionStatus.Canceled);
        Assert.Equal(RefusalCodes.NoSubscription, (await backend.Subscription().ChangePaymentMethod("card_1", "pm")).Refusal!.Code);
    }
}
