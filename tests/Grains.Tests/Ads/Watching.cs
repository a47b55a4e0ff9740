using MindBot.Grains.Ads;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.Ads;

/// <summary>What users do with ads.</summary>
internal static class Watching
{
    public const string User = "user_ad";

    public static readonly AdTerms Terms = new(
        DiscountViewMs: 15_000, DiscountPercent: 50, TimeViewMs: 30_000, TimeMinutes: 5, TimeRewardsPerDay: 3, ViewsPerDay: 20);

    public static AdView ForDiscount(string adId, double seconds = 15) => new(adId, (long)(seconds * 1000), AdReward.Discount);

    public static AdView ForTime(string adId, double seconds = 30) => new(adId, (long)(seconds * 1000), AdReward.Time);

    public static IAdsGrain Ads(this Backend backend) => backend.Grain<IAdsGrain>(User);

    public static Task<AdViewReply> Watch(this Backend backend, AdView view) => backend.Ads().RecordView(view, Terms);

    public static async Task Earn(this Backend backend, string adId = "earned") =>
        Assert.Null((await backend.Watch(ForDiscount(adId))).Reason);
}
