namespace MindBot.Grains.Ads;

/// <summary>What an ad is watched for.</summary>
[GenerateSerializer, Alias("mindbot.AdReward")]
public enum AdReward
{
    /// <summary>Something off the next session.</summary>
    Discount = 0,

    /// <summary>Some minutes of base time.</summary>
    Time = 1,
}

/// <summary>A view as the client tells it.</summary>
/// <param name="AdId">Counts once per user and UTC day.</param>
/// <param name="DurationMs">How long it was watched, in milliseconds.</param>
[GenerateSerializer, Immutable, Alias("mindbot.AdView")]
public sealed record AdView([property: Id(0)] string AdId, [property: Id(1)] long DurationMs, [property: Id(2)] AdReward Reward);

/// <summary>What views earn, as the catalog has it now.</summary>
/// <param name="DiscountViewMs">The shortest view that earns the discount, in milliseconds.</param>
/// <param name="DiscountPercent">Off the next session, 1–99.</param>
/// <param name="TimeViewMs">The shortest view that earns time, in milliseconds.</param>
/// <param name="TimeMinutes">Minutes of base time.</param>
/// <param name="TimeRewardsPerDay">So often in a UTC day.</param>
/// <param name="ViewsPerDay">So many views earn anything at all in a UTC day.</param>
[GenerateSerializer, Immutable, Alias("mindbot.AdTerms")]
public sealed record AdTerms(
    [property: Id(0)] long DiscountViewMs, [property: Id(1)] int DiscountPercent, [property: Id(2)] long TimeViewMs,
    [property: Id(3)] int TimeMinutes, [property: Id(4)] int TimeRewardsPerDay, [property: Id(5)] int ViewsPerDay);

/// <summary>What a view came to.</summary>
/// <param name="Message">A sentence for people, either way.</param>
/// <param name="Reason">Why it earned nothing, see <see cref="AdReasons"/>; null: it earned something.</param>
/// <param name="DiscountPercent">Earned with this view; 0: none.</param>
/// <param name="TimeMinutes">Earned with this view; 0: none.</param>
/// <param name="NextSessionPercent">What is off the next session, whichever view earned it.</param>
[GenerateSerializer, Immutable, Alias("mindbot.AdViewReply")]
public sealed record AdViewReply(
    [property: Id(0)] string Message, [property: Id(1)] string? Reason, [property: Id(2)] int DiscountPercent,
    [property: Id(3)] int TimeMinutes, [property: Id(4)] int NextSessionPercent);
