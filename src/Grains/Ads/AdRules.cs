using System.Globalization;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Grains.Ads;

/// <summary>Which views earn what, and which session has the discount.</summary>
public static class AdRules
{
    private const long MicrosPerMinute = 60_000_000;

    /// <summary>
    /// How long a session that does not exist may still be about to be made: longer than a request that quotes it and makes it can take.
    /// </summary>
    public static readonly TimeSpan MakingTime = TimeSpan.FromMinutes(2);

    /// <summary>The discount as it is now: still set aside, free again, or used up.</summary>
    /// <param name="stage">How far the session got that it is set aside for.</param>
    public static AdsState Follow(AdsState ads, SessionStage stage, DateTimeOffset now) => stage switch
    {
        SessionStage.Started => ads with { Discount = null },
        SessionStage.Cancelled => Free(ads),
        SessionStage.None when now - ads.Discount!.ReservedAt >= MakingTime => Free(ads),
        _ => ads,
    };

    /// <summary>
    /// Sets the discount aside, unless another session has it. A repeat starts the <see cref="MakingTime"/> anew: its quote is as good as the first.
    /// </summary>
    public static (AdsState Next, int Percent) Reserve(AdsState ads, string sessionId, DateTimeOffset now) =>
        ads.Discount is { } discount && (discount.SessionId ?? sessionId) == sessionId
            ? (ads with { Discount = new(discount.Percent, sessionId, now) }, discount.Percent)
            : (ads, 0);

    public static AdsState Free(AdsState ads) => ads with { Discount = new(ads.Discount!.Percent) };

    /// <summary>Judges a view. The state answered is the given one itself when nothing was earned.</summary>
    /// <param name="ads">With a discount that <see cref="Follow"/> has followed, and nothing owed.</param>
    public static (AdsState Next, AdViewReply Reply) Judge(AdsState ads, string userId, AdView view, AdTerms terms, DateTimeOffset now)
    {
        var today = Today(ads, now);
        var held = ads.Discount?.Percent ?? 0;
        if (today.Counted.FirstOrDefault(counted => counted.AdId == view.AdId) is { } former)
            return (ads, Repeat(former, view, terms, held));
        if (Refusal(today, view, terms, now) is { } refusal) return (ads, refusal);

        var next = today with { Counted = today.Counted.Add(new(view.AdId, view.Reward)), LastViewAt = now };
        return view.Reward == AdReward.Time
            ? (next with { Owed = Grant(next, userId, terms, now) }, AdReplies.Time(terms.TimeMinutes, held))
            : (next with { Discount = new(terms.DiscountPercent) }, AdReplies.Discount(terms.DiscountPercent));
    }

    private static AdViewReply? Refusal(AdsState today, AdView view, AdTerms terms, DateTimeOffset now)
    {
        var held = today.Discount?.Percent ?? 0;
        var leastMs = view.Reward == AdReward.Time ? terms.TimeViewMs : terms.DiscountViewMs;
        if (view.DurationMs < leastMs) return AdReplies.TooShort(leastMs, held);
        if (today.Counted.Length >= terms.ViewsPerDay) return AdReplies.DailyLimit(terms.ViewsPerDay, held);
        if (view.Reward == AdReward.Time && TimeRewards(today) >= terms.TimeRewardsPerDay)
            return AdReplies.DailyTimeLimit(terms.TimeRewardsPerDay, held);
        if (view.Reward == AdReward.Discount && held > 0) return AdReplies.DiscountHeld(held);
        // Last, for it is the one reason that telling the view again a little later helps against.
        return now - today.LastViewAt < TimeSpan.FromMilliseconds(view.DurationMs) ? AdReplies.TooSoon(held) : null;
    }

    /// <summary>
    /// A client that did not hear the answer asks again and is told what it has earned. Of a discount that is used up since it is not told
    /// again that the next session has it.
    /// </summary>
    private static AdViewReply Repeat(CountedAd former, AdView view, AdTerms terms, int held) => (former.Reward, view.Reward) switch
    {
        (AdReward.Time, AdReward.Time) => AdReplies.Time(terms.TimeMinutes, held),
        (AdReward.Discount, AdReward.Discount) when held > 0 => AdReplies.Discount(held),
        _ => AdReplies.AlreadyCounted(held),
    };

    /// <summary>The day's number is in the card's id, so that however often it is credited, it is once.</summary>
    private static TimeGrant Grant(AdsState next, string userId, AdTerms terms, DateTimeOffset now) => new(
        string.Create(CultureInfo.InvariantCulture, $"ad_{userId}_{next.Day:yyyyMMdd}_{TimeRewards(next)}"), terms.TimeMinutes * MicrosPerMinute, now);

    private static int TimeRewards(AdsState ads) => ads.Counted.Count(counted => counted.Reward == AdReward.Time);

    private static AdsState Today(AdsState ads, DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        return day > ads.Day ? ads with { Day = day, Counted = [] } : ads;
    }
}
