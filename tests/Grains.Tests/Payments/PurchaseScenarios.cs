using MindBot.Gateways.Stripe;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Payments;

internal static class PurchaseScenarios
{
    private static readonly TimeSpan ADayAndMore = Hours(24) + Minutes(2);

    public static readonly MoneyScenario[] All =
    [
        new("paid at once, no event ever", "active", 330, 0, 3300, story => story.Buys()),
        new("paid at once, then told", "active", 330, 0, 3300, story => story.Buys().Hears()),
        new("paid at once, bought again with the same card id", "active", 330, 0, 3300, story => story.Buys().Buys().Hears().Buys()),
        new("paid later by the client", "active", 330, 0, 3300, story => Pending(story).Confirms().Hears()),
        new("paid later, the event is lost, the buyer types the code", "active", 330, 0, 3300,
            story => Pending(story).Confirms().TheEventsAreLost().Redeems(MoneyStory.Buyer)),
        new("paid later, the event is lost and caught up", "active", 330, 0, 3300, story => Pending(story).Confirms().TheEventsAreLost().CatchesUp()),
        new("3-D Secure", "active", 330, 0, 3300, story => Pending(story, PaymentIntentStatus.RequiresAction).Confirms().Hears()),
        new("declined", "failed", 0, 0, 0, story => Pending(story, ScriptedPayments.Declined).Hears()),
        new("declined, then paid with another card", "active", 330, 0, 3300, story => Pending(story, ScriptedPayments.Declined).Confirms().Hears()),
        new("the provider's answer is lost, its event is early", "active", 330, 0, 3300, story => story.TheNextAnswerIsLost().Buys().Hears().Buys()),
        new("never paid", "pending_payment", 0, 0, 0, story => Pending(story).Waits(Hours(23))),
        new("abandoned", "abandoned", 0, 0, 0, story => Pending(story).Waits(ADayAndMore)),
        new("abandoned while the provider is silent", "abandoned", 0, 0, 0,
            story => Pending(story).TheProviderIsSilentOnce().Waits(ADayAndMore).Waits(ADayAndMore)),
        new("paid in time, the event is lost, found out at the abandonment", "active", 330, 0, 3300,
            story => Pending(story).Confirms().TheEventsAreLost().Waits(ADayAndMore).Waits(Hours(1))),
        new("paid after the abandonment", "active", 330, 0, 3300, story => Pending(story).Waits(ADayAndMore).Confirms().Hears()),
        new("still on its way through the bank when others are abandoned", "pending_payment", 0, 0, 0,
            story => Pending(story, PaymentIntentStatus.Processing).Waits(ADayAndMore).Hears()),
        new("arrives from the bank after days", "active", 330, 0, 3300,
            story => Pending(story, PaymentIntentStatus.Processing).Waits(Hours(72)).Confirms().TheEventsAreLost().Waits(Hours(1))),
        new("gift that nobody redeems", "paid", 0, 0, 3300, story => story.BuysAGift().Hears()),
        new("gift that a friend redeems", "active", 0, 0, 3300, story => story.BuysAGift().Redeems()) { FriendMinutes = 330 },
        new("gift that the buyer redeems", "active", 330, 0, 3300, story => story.BuysAGift().Redeems(MoneyStory.Buyer)),
        new("gift that is redeemed before its event", "active", 0, 0, 3300, story => story.BuysAGift().Redeems().Hears()) { FriendMinutes = 330 },
        new("with a coupon", "active", 330, 0, 2475, story => story.Buys(coupon: true).Hears()),
        new("with a coupon, paid after the abandonment", "active", 330, 0, 2475, story => story
            .TheNextPaymentIs(PaymentIntentStatus.RequiresPaymentMethod).Buys(coupon: true).Waits(ADayAndMore).Confirms().Hears()),
        new("the coupon of an abandoned purchase is free again", "abandoned", 330, 0, 2475, story => story
            .TheNextPaymentIs(PaymentIntentStatus.RequiresPaymentMethod).Buys(coupon: true).Waits(ADayAndMore)
            .TheNextPaymentIs(PaymentIntentStatus.Succeeded).Buys(MoneyStory.Second, coupon: true).Hears()),
    ];

    private static MoneyStory Pending(MoneyStory story, string status = PaymentIntentStatus.RequiresPaymentMethod) =>
        story.TheNextPaymentIs(status).Buys();
}
