using MindBot.Gateways.Stripe;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Payments;

internal static class RefundScenarios
{
    public static readonly MoneyScenario[] All =
    [
        new("refunded whole", "refunded", 0, 0, 0, story => story.Buys().IsRefunded().Hears()),
        new("refunded in part", "active", 230, 0, 2300, story => story.Buys().IsRefunded(1000).Hears()),
        new("refunded in part, no event ever", "active", 230, 0, 2300, story => story.Buys().IsRefunded(1000)),
        new("refunded in two parts", "active", 100, 0, 1000, story => story.Buys().IsRefunded(1000).Hears().IsRefunded(1300).Hears()),
        new("refunded in part, then the rest", "refunded", 0, 0, 0, story => story.Buys().IsRefunded(1000).IsRefunded().Hears()),
        new("refunded more than was paid", "active", 330, 0, 3300, story => story.Buys().IsRefunded(3301, RefusalCodes.RefundRefused).Hears()),
        new("refunded twice", "refunded", 0, 0, 0, story => story.Buys().IsRefunded().IsRefunded(null, RefusalCodes.RefundRefused).Hears()),
        new("refund of an unpaid card", "pending_payment", 0, 0, 0, story => story
            .TheNextPaymentIs(PaymentIntentStatus.RequiresAction).Buys().IsRefunded(null, RefusalCodes.CardNotPaid)),
        new("refund that failed", "active", 330, 0, 3300, story => story.Buys().IsRefunded().Hears().TheRefundFails().Hears()),
        new("refund of which only the failure is heard", "active", 330, 0, 3300,
            story => story.Buys().Hears().IsRefundedAtTheProvider().TheEventsAreLost().TheRefundFails().Hears()),
        new("second of two refunds failed", "active", 230, 0, 2300,
            story => story.Buys().IsRefunded(1000).IsRefunded(1300).TheRefundFails().Hears()),
        new("refund after one that failed", "active", 130, 0, 1300,
            story => story.Buys().IsRefunded(1000).Hears().TheRefundFails().Hears().IsRefundedAtTheProvider(2000).Hears()),
        new("refund at the provider's desk", "active", 230, 0, 2300, story => story.Buys().Hears().IsRefundedAtTheProvider(1000).Hears()),
        new("refund at the provider's desk, lost and caught up", "active", 230, 0, 2300,
            story => story.Buys().Hears().IsRefundedAtTheProvider(1000).TheEventsAreLost().CatchesUp()),
        new("refunds and a failure before the payment, in reverse", "active", 230, 0, 2300, story => story
            .TheNextPaymentIs(PaymentIntentStatus.RequiresPaymentMethod).Buys().Confirms()
            .IsRefundedAtTheProvider(1000).IsRefundedAtTheProvider(500).TheRefundFails().HearsInReverse()),
        new("whole refund heard of before the payment", "refunded", 0, 0, 0, story => story
            .TheNextPaymentIs(PaymentIntentStatus.RequiresPaymentMethod).Buys().Confirms().IsRefundedAtTheProvider().HearsInReverse()),
        new("gift refunded whole before anybody redeems it", "refunded", 0, 0, 0,
            story => story.BuysAGift().IsRefunded().Redeems(refusal: RefusalCodes.CardRefunded).Hears()),
        new("gift refunded in part before a friend redeems it", "active", 0, 0, 2300,
            story => story.BuysAGift().IsRefunded(1000).Hears().Redeems()) { FriendMinutes = 230 },
        new("gift whose refund failed before a friend redeems it", "active", 0, 0, 3300,
            story => story.BuysAGift().IsRefunded().TheRefundFails().Hears().Redeems()) { FriendMinutes = 330 },
        new("gift refunded after a friend has redeemed it", "refunded", 0, 0, 0, story => story.BuysAGift().Redeems().IsRefunded().Hears()),
        new("gift refunded after a friend has talked", "refunded", 0, 240, 0,
            story => story.BuysAGift().Redeems().Talks(240, MoneyStory.Friend).IsRefunded().Hears()),
        new("gift whose refund failed after a friend has talked", "active", 0, 0, 3300, story => story
            .BuysAGift().Redeems().Talks(240, MoneyStory.Friend).IsRefunded().Hears().TheRefundFails().Hears()) { FriendMinutes = 90 },
        new("refunded in part, less than is left", "active", 20, 0, 2300, story => story.Buys().Talks(210).IsRefunded(1000).Hears()),
        new("refunded after most was talked away", "refunded", 0, 240, 0, story => story.Buys().Talks(240).IsRefunded().Hears()),
        new("refunded after all was talked away", "refunded", 0, 330, 0, story => story.Buys().Talks(240).Talks(90).IsRefunded().Hears()),
        new("the next card pays the debt", "refunded", 90, 0, 3300,
            story => story.Buys().Talks(240).IsRefunded().Hears().Buys(MoneyStory.Second).Hears()),
        new("the refund fails after the next card has paid the debt", "active", 420, 0, 6600, story => story
            .Buys().Talks(240).IsRefunded().Hears().Buys(MoneyStory.Second).Hears().TheRefundFails().Hears()),
        new("refund of a card that the wallet has forgotten", "refunded", 0, 330, 0,
            story => Forgotten(story).IsRefunded().Hears()) { MayCrash = false },
        new("failed refund of a card that the wallet has forgotten", "exhausted", 0, 0, 3300,
            story => Forgotten(story).IsRefunded().Hears().TheRefundFails().Hears()) { MayCrash = false },
        new("failed refund of a forgotten card whose debt was paid", "exhausted", 330, 0, 6600,
            story => Forgotten(story).IsRefunded().Hears().Buys(MoneyStory.Second).TheRefundFails().Hears()) { MayCrash = false },
        new("refund of a card that expired unspent and was forgotten", "refunded", 0, 0, 0,
            story => Expired(story.Buys()).IsRefunded().Hears()) { MayCrash = false },
        new("refund of a card that expired with a part unspent and was forgotten", "refunded", 0, 240, 0,
            story => Expired(story.Buys().Talks(240)).IsRefunded().Hears()) { MayCrash = false },
        new("refund in part of a card that expired unspent and was forgotten", "exhausted", 0, 10, 2300,
            story => Expired(story.Buys().Talks(240)).IsRefunded(1000).Hears()) { MayCrash = false },
        new("failed refund of a card that expired and was forgotten", "exhausted", 0, 0, 3300,
            story => Expired(story.Buys().Talks(240)).IsRefunded().Hears().TheRefundFails().Hears()) { MayCrash = false },
        new("refund of a gift that a friend let expire", "refunded", 0, 0, 0,
            story => Expired(story.BuysAGift().Redeems(), MoneyStory.Friend).IsRefunded().Hears()) { MayCrash = false },
        new("refunded in part with a coupon", "active", 220, 0, 1650, story => story.Buys(coupon: true).IsRefunded(825).Hears()),
        new("refunded while the holder talks", "refunded", 0, 30, 0, story => story
            .Buys().StartsTalking().Waits(Minutes(30)).IsRefunded().Waits(Seconds(1)).WasStoppedAfter(30).Hears()) { MayCrash = false },
        new("refunded in part while the holder talks", "refunded", 0, 0, 2300, story => story
            .Buys().Talks(200).StartsTalking().Waits(Minutes(20)).IsRefunded(1000).Waits(Minutes(11)).WasStoppedAfter(30)) { MayCrash = false },
    ];

    /// <summary>More than a year later.</summary>
    private static MoneyStory Expired(MoneyStory story, string owner = MoneyStory.Buyer) =>
        story.Waits(Hours(24 * 367)).TalksSoManyCardsAwayThatTheFirstIsForgotten(owner);

    private static MoneyStory Forgotten(MoneyStory story) =>
        story.Buys().Talks(240).Talks(90).TalksSoManyCardsAwayThatTheFirstIsForgotten();
}
