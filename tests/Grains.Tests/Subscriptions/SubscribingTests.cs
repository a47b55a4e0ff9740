using MindBot.Gateways.Stripe;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.Users;
using static MindBot.Grains.Tests.Fixture.Times;
using static MindBot.Grains.Tests.Subscriptions.Subscriber;

namespace MindBot.Grains.Tests.Subscriptions;

public class SubscribingTests
{
    [Fact]
    public async Task A_payment_method_that_pays_gives_the_tier_at_once()
    {
        await using var backend = await Backend.StartAsync();
        Assert.Equal(Tier.Free, await backend.TierNow());
        var made = (await backend.Subscribe()).Subscription!;
        Assert.Equal(("sub_1", "active", null, 0L), (made.Id, made.Status, made.ClientSecret, made.AmountDueCents));
        Assert.Equal(Tier.Premium, await backend.TierNow());
        Assert.Equal(made, (await backend.Subscription().Current()).Subscription);
    }

    [Fact]
    public async Task What_is_ordered_says_whose_it_is_and_can_be_told_from_other_payments()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Grain<IUserGrain>(User).Create(new NewUser("a@example.com", "hash", "Ada"));
        await backend.Subscribe();
        var order = Assert.Single(backend.Payments.SubscriptionOrders);
        Assert.Equal(("cus_user_1", "price_premium_monthly_1999", "order_1"), (order.CustomerId, order.PriceId, order.IdempotencyKey));
        Assert.Equal(
            ("subscription", User, "order_1", "premium_monthly"),
            (order.Metadata["mindbot_service"], order.Metadata["user_id"], order.Metadata["order_id"], order.Metadata["plan_id"]));
        Assert.All(order.Metadata.Values, value => Assert.True(value.Length <= 500));
    }

    [Fact]
    public async Task Without_a_payment_method_it_is_incomplete_and_worth_nothing_until_the_client_confirms()
    {
        await using var backend = await Backend.StartAsync();
        var made = (await backend.Subscribe(method: null)).Subscription!;
        Assert.Equal(("incomplete", "sub_1_secret", 1999L), (made.Status, made.ClientSecret, made.AmountDueCents));
        Assert.Equal(("incomplete", Tier.Free), (await backend.StatusNow(), await backend.TierNow()));
        await backend.Becomes(SubscriptionStatus.Active);
        Assert.Equal(("active", Tier.Premium), (await backend.StatusNow(), await backend.TierNow()));
    }

    [Fact]
    public async Task Asking_for_it_after_the_confirmation_need_not_wait_for_the_webhook_and_does_not_ask_the_provider_each_time()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Subscribe(method: null);
        for (var poll = 0; poll < 5; poll++) Assert.Equal("incomplete", await backend.StatusNow());
        Assert.Equal(1, backend.Payments.SubscriptionLookups);
        backend.Payments.Happens("sub_1", subscription => subscription with { Status = SubscriptionStatus.Active });
        await backend.AdvanceAsync(Seconds(2));
        Assert.Equal(("active", Tier.Premium), (await backend.StatusNow(), await backend.TierNow()));
    }

    [Fact]
    public async Task A_second_subscription_is_refused_while_one_gives_rights()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Subscribe();
        foreach (var status in new[] { "active", "trialing", "past_due" })
        {
            await backend.Becomes(status);
            Assert.Equal(RefusalCodes.AlreadySubscribed, (await backend.Subscribe("order_2")).Refusal!.Code);
            Assert.Equal(RefusalCodes.AlreadySubscribed, (await backend.Subscribe("order_3", Yearly)).Refusal!.Code);
        }

        Assert.Single(backend.Payments.Subscriptions);
    }

    [Fact]
    public async Task The_same_order_is_answered_the_same_even_when_it_is_paid()
    {
        await using var backend = await Backend.StartAsync();
        var made = await backend.Subscribe();
        Assert.Equal(made, await backend.Subscribe());
        Assert.Equal(RefusalCodes.IdempotencyKeyReused, (await backend.Subscribe(plan: Yearly)).Refusal!.Code);
        Assert.Single(backend.Payments.Subscriptions);
    }

    [Fact]
    public async Task An_unpaid_order_is_answered_again_and_replaced_by_another()
    {
        await using var backend = await Backend.StartAsync();
        var made = await backend.Subscribe(method: null);
        Assert.Equal(made, await backend.Subscribe("order_2", method: null));
        Assert.Single(backend.Payments.Subscriptions);

        var other = (await backend.Subscribe("order_3", Yearly, method: null)).Subscription!;
        Assert.Equal(("sub_2", "premium_yearly", "incomplete"), (other.Id, other.Plan.Id, other.Status));
        Assert.Equal(["canceled", "incomplete"], backend.Payments.Subscriptions.Select(subscription => subscription.Status));
    }

    [Fact]
    public async Task An_unpaid_order_that_was_paid_a_moment_ago_is_not_replaced()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Subscribe(method: null);
        backend.Payments.Happens("sub_1", subscription => subscription with { Status = SubscriptionStatus.Active });
        Assert.Equal(RefusalCodes.AlreadySubscribed, (await backend.Subscribe("order_2", Yearly)).Refusal!.Code);
        Assert.Equal(("active", Tier.Premium), (await backend.StatusNow(), await backend.TierNow()));
    }

    [Theory]
    [InlineData("unpaid")]
    [InlineData("paused")]
    [InlineData("canceled")]
    [InlineData("incomplete_expired")]
    public async Task Who_lost_a_subscription_may_subscribe_anew_and_has_one(string status)
    {
        await using var backend = await Backend.StartAsync();
        await backend.Subscribe();
        await backend.Becomes(status);
        Assert.Equal(Tier.Free, await backend.TierNow());
        Assert.Equal("active", (await backend.Subscribe("order_2")).Subscription!.Status);
        Assert.Equal(Tier.Premium, await backend.TierNow());
        Assert.Single(backend.Payments.Subscriptions, subscription => !SubscriptionRules.HasEnded(subscription.Status));
        Assert.Equal(1, backend.Payments.Customers);
    }

    [Fact]
    public async Task A_decline_is_refused_with_the_providers_words_and_another_card_is_another_try()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.DeclinesSubscriptions = true;
        var declined = (await backend.Subscribe()).Refusal!;
        Assert.Equal((RefusalCodes.PaymentDeclined, ScriptedPayments.DeclineMessage), (declined.Code, declined.Detail));
        Assert.Equal(declined, (await backend.Subscribe()).Refusal);
        Assert.Equal(("incomplete", Tier.Free), (await backend.StatusNow(), await backend.TierNow()));

        backend.Payments.DeclinesSubscriptions = false;
        Assert.Equal("active", (await backend.Subscribe("order_2")).Subscription!.Status);
        Assert.Equal(["canceled", "active"], backend.Payments.Subscriptions.Select(subscription => subscription.Status));
    }

    [Fact]
    public async Task A_declined_order_that_is_paid_after_all_counts()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.DeclinesSubscriptions = true;
        await backend.Subscribe();
        await backend.Becomes(SubscriptionStatus.Active);
        Assert.Equal(Tier.Premium, await backend.TierNow());
        Assert.Equal("active", (await backend.Subscribe()).Subscription!.Status);
    }

    [Fact]
    public async Task The_tier_can_be_asked_while_the_provider_takes_its_time_which_is_ten_seconds_at_most()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.Hesitation = new TaskCompletionSource().Task;
        var subscribing = backend.Subscribe();
        Assert.Equal(Tier.Free, await backend.TierNow());
        await backend.AdvanceAsync(Seconds(10));
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await subscribing).Refusal!.Code);

        backend.Payments.Hesitation = Task.CompletedTask;
        Assert.Equal("active", (await backend.Subscribe("order_2")).Subscription!.Status);
        Assert.Single(backend.Payments.Subscriptions);
    }
}
