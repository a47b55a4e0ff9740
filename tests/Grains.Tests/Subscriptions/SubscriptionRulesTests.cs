using MindBot.Gateways.Stripe;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Subscriptions;

public class SubscriptionRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static Subscription Found(string status) => new(
        "sub_1", "cus_1", status, "price_1", Start, Start.AddMonths(1), CancelAtPeriodEnd: false, null, null, Start,
        new Dictionary<string, string>(), "secret", 1999);

    private static SubscriptionRecord Follow(string status, DateTimeOffset? told, DateTimeOffset now, SubscriptionRecord? former = null) =>
        SubscriptionRules.Follow(former, Found(status), Subscriber.Monthly, told, now);

    [Theory]
    [InlineData("trialing", Tier.Premium)]
    [InlineData("active", Tier.Premium)]
    [InlineData("past_due", Tier.Premium)]
    [InlineData("incomplete", Tier.Free)]
    [InlineData("incomplete_expired", Tier.Free)]
    [InlineData("canceled", Tier.Free)]
    [InlineData("unpaid", Tier.Free)]
    [InlineData("paused", Tier.Free)]
    [InlineData("a status that Stripe adds one day", Tier.Free)]
    public void The_tier_follows_the_status(string status, Tier tier) =>
        Assert.Equal(tier, SubscriptionRules.TierAt(Follow(status, null, Start.AddDays(1)), Start.AddDays(1)));

    [Fact]
    public void Who_has_no_subscription_is_on_the_free_tier() => Assert.Equal(Tier.Free, SubscriptionRules.TierAt(null, Start));

    [Fact]
    public void A_past_due_subscription_keeps_its_tier_until_the_grace_is_over_to_the_millisecond()
    {
        var record = Follow("past_due", Start.AddDays(2), Start.AddDays(3));
        Assert.Equal(Start.AddDays(2), record.PastDueSince);
        Assert.Equal(Tier.Premium, SubscriptionRules.TierAt(record, Start.AddDays(9) - Ms(1)));
        Assert.Equal(Tier.Free, SubscriptionRules.TierAt(record, Start.AddDays(9)));
    }

    [Fact]
    public void The_grace_begins_with_the_earliest_word_of_it_and_not_again_with_each_period()
    {
        var first = Follow("past_due", Start.AddDays(2), Start.AddDays(2));
        var again = Follow("past_due", Start.AddDays(5), Start.AddDays(5), first);
        var late = Follow("past_due", Start.AddDays(1), Start.AddDays(6), again);
        Assert.Equal((Start.AddDays(2), Start.AddDays(1)), (again.PastDueSince, late.PastDueSince));
        Assert.Equal(Start.AddDays(1), Follow("past_due", null, Start.AddDays(40), late).PastDueSince);
    }

    [Fact]
    public void The_trouble_of_an_earlier_period_or_a_clock_that_is_ahead_does_not_count()
    {
        Assert.Equal(Start, Follow("past_due", Start.AddDays(-20), Start.AddDays(2)).PastDueSince);
        Assert.Equal(Start.AddDays(2), Follow("past_due", Start.AddDays(9), Start.AddDays(2)).PastDueSince);
        Assert.Equal(Start.AddDays(-9), Follow("past_due", Start.AddDays(9), Start.AddDays(-9)).PastDueSince);
    }

    [Fact]
    public void Paying_ends_the_grace_and_another_trouble_begins_another()
    {
        var first = Follow("past_due", Start.AddDays(2), Start.AddDays(2));
        var paid = Follow("active", null, Start.AddDays(3), first);
        Assert.Null(paid.PastDueSince);
        Assert.Equal(Start.AddDays(8), Follow("past_due", Start.AddDays(8), Start.AddDays(8), paid).PastDueSince);
    }

    [Theory]
    [InlineData("incomplete", 1999)]
    [InlineData("past_due", 1999)]
    [InlineData("active", 0)]
    [InlineData("canceled", 0)]
    public void Something_is_due_while_an_invoice_is_open(string status, long due) =>
        Assert.Equal(due, Follow(status, null, Start).AmountDueCents);
}
