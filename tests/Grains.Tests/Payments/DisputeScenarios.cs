using MindBot.Gateways.Stripe;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Payments;

internal static class DisputeScenarios
{
    public static readonly MoneyScenario[] All =
    [
        new("disputed", "disputed", 0, 0, 0, story => story.Buys().Disputes().Hears()),
        new("disputed and won", "active", 330, 0, 3300, story => story.Buys().Disputes().Hears().TheDisputeIs("won").Hears()),
        new("disputed and lost", "refunded", 0, 0, 0, story => story.Buys().Disputes().Hears().TheDisputeIs("lost").Hears()),
        new("an inquiry freezes nothing", "active", 330, 0, 3300, story => story.Buys().Inquires().Hears().TheDisputeIs("warning_closed").Hears()),
        new("an inquiry that escalates", "disputed", 0, 0, 0, story => story.Buys().Inquires().Hears().TheInquiryEscalates().Hears()),
        new("won, heard of in reverse", "active", 330, 0, 3300, story => story.Buys().Hears().Disputes().TheDisputeIs("won").HearsInReverse()),
        new("lost, heard of in reverse", "refunded", 0, 0, 0, story => story.Buys().Hears().Disputes().TheDisputeIs("lost").HearsInReverse()),
        new("lost, only that is heard", "refunded", 0, 0, 0,
            story => story.Buys().Hears().Disputes().TheEventsAreLost().TheDisputeIs("lost").Hears()),
        new("dispute lost in the mail and caught up", "disputed", 0, 0, 0, story => story.Buys().Hears().Disputes().TheEventsAreLost().CatchesUp()),
        new("dispute heard of before the payment", "disputed", 0, 0, 0, story => story
            .TheNextPaymentIs(PaymentIntentStatus.RequiresAction).Buys().Confirms().Disputes().HearsInReverse()),
        new("disputed after most was talked away, lost", "refunded", 0, 240, 0,
            story => story.Buys().Talks(240).Disputes().Hears().TheDisputeIs("lost").Hears()),
        new("disputed after most was talked away, won", "active", 90, 0, 3300,
            story => story.Buys().Talks(240).Disputes().Hears().TheDisputeIs("won").Hears()),
        new("the rest is disputed after a refund in part, lost", "refunded", 0, 0, 0,
            story => story.Buys().IsRefunded(1000).Hears().Disputes(2300).Hears().TheDisputeIs("lost").Hears()),
        new("all is disputed after a refund in part, lost: the bank took more than was left", "refunded", 0, 0, -1000,
            story => story.Buys().IsRefunded(1000).Hears().Disputes().Hears().TheDisputeIs("lost").Hears()),
        new("all is disputed after a refund in part, won", "active", 230, 0, 2300,
            story => story.Buys().IsRefunded(1000).Hears().Disputes().Hears().TheDisputeIs("won").Hears()),
        new("a part is disputed and lost", "active", 130, 0, 1300, story => story.Buys().Disputes(2000).Hears().TheDisputeIs("lost").Hears()),
        new("a refund during a dispute is refused", "disputed", 0, 0, 0,
            story => story.Buys().Disputes().Hears().IsRefunded(null, RefusalCodes.RefundRefused)),
        new("a refund fails during a dispute", "disputed", 0, 0, 0,
            story => story.Buys().IsRefunded(1000).Disputes().Hears().TheRefundFails().Hears()),
        new("a refund fails after a lost dispute of the rest", "active", 100, 0, 1000, story => story
            .Buys().IsRefunded(1000).Disputes(2300).Hears().TheDisputeIs("lost").Hears().TheRefundFails().Hears()),
        new("gift disputed before anybody redeems it", "disputed", 0, 0, 0,
            story => story.BuysAGift().Disputes().Hears().Redeems(refusal: RefusalCodes.CardDisputed)),
        new("gift disputed, won, then redeemed", "active", 0, 0, 3300,
            story => story.BuysAGift().Disputes().Hears().TheDisputeIs("won").Hears().Redeems()) { FriendMinutes = 330 },
        new("gift disputed and lost, then tried", "refunded", 0, 0, 0,
            story => story.BuysAGift().Disputes().Hears().TheDisputeIs("lost").Hears().Redeems(refusal: RefusalCodes.CardRefunded)),
        new("gift of a friend's disputed", "disputed", 0, 0, 0, story => story.BuysAGift().Redeems().Disputes().Hears()),
        new("gift of a friend's disputed and won", "active", 0, 0, 3300,
            story => story.BuysAGift().Redeems().Disputes().Hears().TheDisputeIs("won").Hears()) { FriendMinutes = 330 },
        new("gift of a friend's disputed and lost", "refunded", 0, 0, 0,
            story => story.BuysAGift().Redeems().Disputes().Hears().TheDisputeIs("lost").Hears()),
        new("gift that a friend has talked away disputed and lost: the buyer owes it", "refunded", 0, 240, 0, story => story
            .BuysAGift().Redeems().Talks(240, MoneyStory.Friend).Disputes().Hears().TheDisputeIs("lost").Hears()),
        new("the buyer's next card pays for the gift", "refunded", 90, 0, 3300, story => story
            .BuysAGift().Redeems().Talks(240, MoneyStory.Friend).Disputes().Hears().TheDisputeIs("lost").Hears().Buys(MoneyStory.Second).Hears()),
        new("dispute of a card that the wallet has forgotten, lost", "refunded", 0, 330, 0, story => story
            .Buys().Talks(240).Talks(90).TalksSoManyCardsAwayThatTheFirstIsForgotten().Disputes().Hears().TheDisputeIs("lost").Hears()) { MayCrash = false },
        new("dispute of a card that expired with a part unspent and was forgotten, lost", "refunded", 0, 240, 0, story => story
            .Buys().Talks(240).Waits(Hours(24 * 367)).TalksSoManyCardsAwayThatTheFirstIsForgotten()
            .Disputes().Hears().TheDisputeIs("lost").Hears()) { MayCrash = false },
        new("refunded in part, heard of only when the rest is disputed and the holder was stopped", "active", 200, 0, 2300, story => story
            .Buys().StartsTalking().Waits(Minutes(30)).IsRefundedAtTheProvider(1000).Disputes(2300).HearsInReverse().Waits(Seconds(1)).WasStoppedAfter(30)
            .TheDisputeIs("won").Hears()) { MayCrash = false },
        new("disputed while the holder talks, won", "active", 300, 0, 3300, story => story
            .Buys().StartsTalking().Waits(Minutes(30)).Disputes().Hears().Waits(Seconds(1)).WasStoppedAfter(30)
            .TheDisputeIs("won").Hears()) { MayCrash = false },
        new("disputed while a friend talks, lost", "refunded", 0, 30, 0, story => story
            .BuysAGift().Redeems().StartsTalking(MoneyStory.Friend).Waits(Minutes(30)).Disputes().Hears().Waits(Seconds(1))
            .WasStoppedAfter(30, MoneyStory.Friend).TheDisputeIs("lost").Hears()) { MayCrash = false },
    ];
}
