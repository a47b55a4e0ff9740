using MindBot.Grains.Ads;
using MindBot.Grains.VoiceSessions;
using static MindBot.Grains.Tests.Ads.Watching;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Ads;

public class AdRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(15, null)]
    [InlineData(14.999, AdReasons.TooShort)]
    [InlineData(0, AdReasons.TooShort)]
    [InlineData(600, null)]
    public void A_discount_takes_fifteen_seconds(double seconds, string? reason)
    {
        var (next, reply) = Judge(new(), ForDiscount("a", seconds), Noon);
        Assert.Equal(reason, reply.Reason);
        Assert.Equal(reason is null ? (50, 0, 50) : (0, 0, 0), (reply.DiscountPercent, reply.TimeMinutes, reply.NextSessionPercent));
        Assert.Equal(reason is null ? new AdDiscount(50) : null, next.Discount);
    }

    [Theory]
    [InlineData(30, null)]
    [InlineData(29.999, AdReasons.TooShort)]
    public void Time_takes_thirty_seconds_and_leaves_a_discount_alone(double seconds, string? reason)
    {
        var held = new AdsState { Discount = new(40) };
        var (next, reply) = Judge(held, ForTime("a", seconds), Noon);
        Assert.Equal(reason, reply.Reason);
        Assert.Equal((0, reason is null ? 5 : 0, 40), (reply.DiscountPercent, reply.TimeMinutes, reply.NextSessionPercent));
        Assert.Equal(reason is null ? new TimeGrant("ad_user_ad_20260314_1", 300_000_000, Noon) : null, next.Owed);
        Assert.Equal(held.Discount, next.Discount);
    }

    [Theory]
    [InlineData(29.999, AdReasons.TooSoon)]
    [InlineData(30, null)]
    public void Nobody_watches_thirty_seconds_in_less(double secondsLater, string? reason)
    {
        var (first, _) = Judge(new(), ForDiscount("a", 600), Noon);
        Assert.Equal(reason, Judge(first, ForTime("b"), Noon + Seconds(secondsLater)).Reply.Reason);
    }

    [Fact]
    public void Midnight_does_not_make_two_views_overlap()
    {
        var midnight = new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero);
        var (first, _) = Judge(new(), ForDiscount("a"), midnight - Ms(1));
        Assert.Equal(AdReasons.TooSoon, Judge(first, ForTime("b"), midnight + Seconds(29)).Reply.Reason);
        Assert.Null(Judge(first, ForTime("b"), midnight + Seconds(30)).Reply.Reason);
    }

    [Fact]
    public void A_view_that_earned_nothing_may_be_told_again_when_it_is_over()
    {
        var (first, _) = Judge(new(), ForDiscount("a"), Noon);
        var (same, tooSoon) = Judge(first, ForTime("b"), Noon + Seconds(10));
        Assert.Equal(AdReasons.TooSoon, tooSoon.Reason);
        Assert.Same(first, same);
        Assert.Null(Judge(same, ForTime("b"), Noon + Seconds(30)).Reply.Reason);
    }

    [Fact]
    public void A_repeat_answers_as_the_first_and_changes_nothing()
    {
        var (earned, first) = Judge(new(), ForDiscount("a"), Noon);
        var (again, second) = Judge(earned, ForDiscount("a"), Noon + Ms(1));
        Assert.Equal(first, second);
        Assert.Same(earned, again);

        (earned, first) = Judge(earned, ForTime("b"), Noon + Seconds(30));
        (again, second) = Judge(earned with { Owed = null }, ForTime("b"), Noon + Seconds(90));
        Assert.Equal(first, second);
        Assert.Null(again.Owed);
    }

    [Fact]
    public void An_ad_that_counted_counts_for_nothing_else_that_day()
    {
        var (earned, _) = Judge(new(), ForDiscount("a"), Noon);
        Assert.Equal(AdReasons.AlreadyCounted, Judge(earned, ForTime("a"), Noon + Minutes(5)).Reply.Reason);

        var usedUp = AdRules.Follow(AdRules.Reserve(earned, "s", Noon).Next, SessionStage.Started, Noon);
        var (_, repeat) = Judge(usedUp, ForDiscount("a"), Noon + Minutes(5));
        Assert.Equal((AdReasons.AlreadyCounted, 0), (repeat.Reason, repeat.NextSessionPercent));
        Assert.Null(Judge(usedUp, ForDiscount("b"), Noon + Minutes(5)).Reply.Reason);
    }

    [Fact]
    public void Days_change_at_midnight_UTC_whatever_the_offset_of_the_clock()
    {
        var midnight = new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero);
        var (earned, _) = Judge(new(), ForTime("a"), midnight - Minutes(1));
        earned = earned with { Owed = null };
        Assert.Null(Judge(earned, ForTime("a"), midnight - Ms(1)).Next.Owed);
        var elsewhere = midnight.ToOffset(TimeSpan.FromHours(-8));
        Assert.Equal("ad_user_ad_20260315_1", Judge(earned, ForTime("a"), elsewhere).Next.Owed?.CardId);
    }

    [Fact]
    public void A_clock_that_goes_back_begins_no_new_day()
    {
        var (earned, _) = Judge(new(), ForTime("a"), Noon);
        var yesterday = (earned with { Owed = null, LastViewAt = null }, Noon - Hours(24));
        Assert.Equal(5, Judge(yesterday.Item1, ForTime("a"), yesterday.Item2).Reply.TimeMinutes);
        Assert.Equal("ad_user_ad_20260314_2", Judge(yesterday.Item1, ForTime("b"), yesterday.Item2).Next.Owed?.CardId);
    }

    [Fact]
    public void Time_is_earned_three_times_a_day()
    {
        var (ads, reasons) = (new AdsState(), new List<string?>());
        for (var i = 0; i < 5; i++)
        {
            var (next, reply) = Judge(ads, ForTime($"ad{i}"), Noon + Minutes(i));
            reasons.Add(reply.Reason);
            ads = next with { Owed = null };
        }

        Assert.Equal([null, null, null, AdReasons.DailyTimeLimit, AdReasons.DailyTimeLimit], reasons);
        Assert.Null(Judge(ads, ForDiscount("more"), Noon + Minutes(9)).Reply.Reason);
        Assert.Null(Judge(ads, ForTime("ad0"), Noon + Hours(12)).Reply.Reason);
    }

    [Fact]
    public void Only_so_many_views_of_whatever_kind_earn_something_in_a_day()
    {
        var ads = new AdsState();
        for (var i = 0; i < 20; i++)
        {
            var (next, reply) = Judge(ads, i % 7 == 0 ? ForTime($"ad{i}") : ForDiscount($"ad{i}"), Noon + Minutes(i));
            Assert.Null(reply.Reason);
            ads = next with { Owed = null, Discount = null };
        }

        Assert.Equal(AdReasons.DailyLimit, Judge(ads, ForDiscount("one more"), Noon + Hours(1)).Reply.Reason);
        Assert.Null(Judge(ads, ForDiscount("one more"), Noon + Hours(12)).Reply.Reason);
    }

    [Fact]
    public void Discounts_do_not_add_up_and_keep_what_was_promised()
    {
        var (earned, _) = Judge(new(), ForDiscount("a"), Noon);
        var cheaper = Terms with { DiscountPercent = 10 };
        var (_, reply) = AdRules.Judge(earned, User, ForDiscount("b"), cheaper, Noon + Hours(1));
        Assert.Equal((AdReasons.DiscountHeld, 50), (reply.Reason, reply.NextSessionPercent));
        Assert.Equal(50, AdRules.Reserve(earned, "s", Noon).Percent);
    }

    [Theory]
    [InlineData(SessionStage.None, 119.999, true, true)]
    [InlineData(SessionStage.None, 120, true, false)]
    [InlineData(SessionStage.Pending, 1e6, true, true)]
    [InlineData(SessionStage.Cancelled, 0, true, false)]
    [InlineData(SessionStage.Started, 0, false, false)]
    public void The_session_it_is_set_aside_for_decides_what_becomes_of_a_discount(SessionStage stage, double seconds, bool isThere, bool isTaken)
    {
        var reserved = AdRules.Reserve(new() { Discount = new(50) }, "s", Noon).Next;
        var followed = AdRules.Follow(reserved, stage, Noon + Seconds(seconds));
        Assert.Equal(isThere, followed.Discount is not null);
        Assert.Equal(isTaken, followed.Discount?.SessionId is not null);
        Assert.Equal(isThere && !isTaken ? 50 : 0, AdRules.Reserve(followed, "other", Noon + Seconds(seconds)).Percent);
    }

    [Fact]
    public void A_repeated_quote_is_as_good_as_a_first_one()
    {
        var reserved = AdRules.Reserve(new() { Discount = new(50) }, "s", Noon).Next;
        var (repeated, percent) = AdRules.Reserve(reserved, "s", Noon + Seconds(119));
        Assert.Equal(50, percent);
        Assert.Equal(repeated, AdRules.Follow(repeated, SessionStage.None, Noon + Seconds(238)));
    }

    private static (AdsState Next, AdViewReply Reply) Judge(AdsState ads, AdView view, DateTimeOffset now) =>
        AdRules.Judge(ads, User, view, Terms, now);
}
