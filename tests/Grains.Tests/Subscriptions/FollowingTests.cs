using MindBot.Gateways.Stripe;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;
using static MindBot.Grains.Tests.Subscriptions.Subscriber;

namespace MindBot.Grains.Tests.Subscriptions;

public class FollowingTests
{
    private static async Task<Backend> Subscribed()
    {
        var backend = await Backend.StartAsync();
        Assert.Null((await backend.Subscribe()).Refusal);
        return backend;
    }

    /// <summary>What the provider tells of a life that is over, in every order, each event twice.</summary>
    [Fact]
    public async Task Events_in_any_order_and_number_lead_to_what_the_provider_has_now()
    {
        string[] told = ["incomplete", "active", "past_due", "canceled"];
        foreach (var (now, tier) in new[] { ("active", Tier.Premium), ("past_due", Tier.Premium), ("canceled", Tier.Free) })
            foreach (var order in Orders(told))
            {
                await using var backend = await Subscribed();
                backend.Payments.Happens("sub_1", subscription => subscription with { Status = now });
                foreach (var status in order.Concat(order)) await backend.Tell(status);
                Assert.Equal(tier, await backend.TierNow());
                Assert.Equal(now == "canceled" ? null : now, await backend.StatusNow());
            }
    }

    [Fact]
    public async Task An_unpaid_renewal_keeps_the_tier_for_the_days_of_grace_from_when_it_became_so()
    {
        await using var backend = await Subscribed();
        var since = backend.Now;
        await backend.AdvanceAsync(TimeSpan.FromDays(1));
        backend.Payments.Happens("sub_1", subscription => subscription with { Status = SubscriptionStatus.PastDue });
        await backend.Tell(null);
        await backend.Tell(SubscriptionStatus.PastDue, since);
        await backend.Tell(SubscriptionStatus.PastDue);

        await backend.AdvanceAsync(TimeSpan.FromDays(6) - Ms(1));
        Assert.Equal(Tier.Premium, await backend.TierNow());
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal(Tier.Free, await backend.TierNow());

        await backend.Becomes(SubscriptionStatus.Active);
        Assert.Equal(Tier.Premium, await backend.TierNow());
    }

    [Fact]
    public async Task A_renewal_moves_the_end_of_the_period()
    {
        await using var backend = await Subscribed();
        var renewed = backend.Payments.Happens("sub_1", subscription => subscription with
        {
            CurrentPeriodStart = subscription.CurrentPeriodEnd,
            CurrentPeriodEnd = subscription.CurrentPeriodEnd.AddMonths(1),
        });
        await backend.Tell(null);
        Assert.Equal(renewed.CurrentPeriodEnd, (await backend.Subscription().Current()).Subscription!.CurrentPeriodEnd);
    }

    [Fact]
    public async Task A_renewal_that_nobody_told_of_is_found_by_who_looks()
    {
        await using var backend = await Subscribed();
        backend.Payments.Happens("sub_1", subscription => subscription with { Status = SubscriptionStatus.Canceled });
        await backend.AdvanceAsync(TimeSpan.FromDays(32));
        Assert.Equal(RefusalCodes.NoSubscription, (await backend.Subscription().Current()).Refusal!.Code);
        Assert.Equal(Tier.Free, await backend.TierNow());
    }

    [Fact]
    public async Task While_the_provider_is_away_the_last_word_stands_and_an_event_has_to_come_again()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Subscribe(method: null);
        backend.Payments.Happens("sub_1", subscription => subscription with { Status = SubscriptionStatus.Active });
        backend.Payments.Unreachable = 2;
        Assert.Equal("incomplete", await backend.StatusNow());
        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => backend.Tell(SubscriptionStatus.Active));
        await backend.Tell(SubscriptionStatus.Active);
        Assert.Equal(Tier.Premium, await backend.TierNow());
    }

    [Fact]
    public async Task A_subscription_that_a_restored_backup_forgot_is_taken_up_again()
    {
        await using var before = await Subscribed();
        var forgotten = before.Payments.Subscriptions.Single();
        await using var backend = await Backend.StartAsync();
        backend.Payments.Add(forgotten);
        await backend.Tell("active");
        var current = (await backend.Subscription().Current()).Subscription!;
        Assert.Equal((forgotten.Id, Monthly, Tier.Premium), (current.Id, current.Plan, await backend.TierNow()));
    }

    [Fact]
    public async Task What_is_not_ours_or_another_users_or_incomplete_or_over_gives_nothing()
    {
        await using var backend = await Subscribed();
        var mine = backend.Payments.Subscriptions.Single();
        backend.Payments.Add(mine with { Id = "sub_foreign", Metadata = new Dictionary<string, string>() });
        backend.Payments.Add(mine with { Id = "sub_incomplete", Status = "incomplete" });
        backend.Payments.Add(mine with { Id = "sub_over", Status = "canceled" });
        foreach (var id in new[] { "sub_foreign", "sub_incomplete", "sub_over", "sub_unknown" })
        {
            await backend.Subscription("user_2").Notice(new SubscriptionNotice(id, "active", backend.Now));
            await backend.Tell("active", id: id);
        }

        await backend.Subscription("user_2").Notice(new SubscriptionNotice("sub_1", "active", backend.Now));
        Assert.Equal(Tier.Free, await backend.Subscription("user_2").GetTier());
        Assert.Equal("sub_1", (await backend.Subscription().Current()).Subscription!.Id);
    }

    [Fact]
    public async Task Cancelling_keeps_the_tier_to_the_end_of_the_period_and_a_repeat_asks_nobody()
    {
        await using var backend = await Subscribed();
        var cancelled = await backend.Subscription().Cancel();
        Assert.True(cancelled.Subscription!.CancelAtPeriodEnd);
        backend.Payments.Refuses = true;
        Assert.Equal(cancelled, await backend.Subscription().Cancel());
        backend.Payments.Refuses = false;
        Assert.Equal(("active", Tier.Premium), (await backend.StatusNow(), await backend.TierNow()));

        await backend.Becomes(SubscriptionStatus.Canceled);
        Assert.Equal((null, Tier.Free), (await backend.StatusNow(), await backend.TierNow()));
        Assert.Equal(RefusalCodes.NoSubscription, (await backend.Subscription().Cancel()).Refusal!.Code);
    }

    [Fact]
    public async Task Cancelling_what_nobody_paid_ends_it_at_once_unless_it_was_paid_a_moment_ago()
    {
        await using var backend = await Backend.StartAsync();
        Assert.Equal(RefusalCodes.NoSubscription, (await backend.Subscription().Cancel()).Refusal!.Code);
        await backend.Subscribe(method: null);
        Assert.Equal("canceled", (await backend.Subscription().Cancel()).Subscription!.Status);

        await backend.Subscribe("order_2", method: null);
        backend.Payments.Happens("sub_2", subscription => subscription with { Status = SubscriptionStatus.Active });
        var cancelled = (await backend.Subscription().Cancel()).Subscription!;
        Assert.Equal(("active", true), (cancelled.Status, cancelled.CancelAtPeriodEnd));
    }

    [Fact]
    public async Task Changing_the_plan_is_done_once_and_a_declined_change_changes_nothing()
    {
        await using var backend = await Subscribed();
        backend.Payments.DeclinesSubscriptions = true;
        Assert.Equal(RefusalCodes.PaymentDeclined, (await backend.Subscription().ChangePlan("change_1", Yearly)).Refusal!.Code);
        Assert.Equal("premium_monthly", (await backend.Subscription().Current()).Subscription!.Plan.Id);

        (backend.Payments.DeclinesSubscriptions, backend.Payments.AnswersLost) = (false, 0);
        var changed = await backend.Subscription().ChangePlan("change_2", Yearly);
        Assert.Equal(Yearly, changed.Subscription!.Plan);
        Assert.Equal(changed, await backend.Subscription().ChangePlan("change_2", Yearly));
        await backend.Tell("active");
        Assert.Equal(Yearly, (await backend.Subscription().Current()).Subscription!.Plan);

        await backend.Becomes(SubscriptionStatus.PastDue);
        Assert.Equal(RefusalCodes.SubscriptionNotActive, (await backend.Subscription().ChangePlan("change_3", Monthly)).Refusal!.Code);
    }

    private static IEnumerable<string[]> Orders(string[] events) => events.Length == 1
        ? [events]
        : events.SelectMany(first => Orders([.. events.Where(other => other != first)]).Select(rest => (string[])[first, .. rest]));
}
