using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace MindBot.WebFront.Ads;

/// <summary>What a client is to show. Without ads it has the same shape, and everything in it is nothing.</summary>
public sealed record AdConfigAnswer(bool AdsEnabled, int AdFrequency, IReadOnlyList<string> AdTypes, AdRewardOptions RewardOptions);

public sealed record AdRewardOptions(AdTimeOption WatchAdForTime, AdDiscountOption WatchAdForDiscount);

/// <param name="AdLength">Seconds to watch.</param>
/// <param name="TimeReward">Minutes.</param>
public sealed record AdTimeOption(decimal AdLength, int TimeReward);

/// <param name="AdLength">Seconds to watch.</param>
public sealed record AdDiscountOption(decimal AdLength, int DiscountPercent);

/// <param name="ViewDuration">Seconds that it was watched.</param>
/// <param name="Reward">What to earn; a discount when absent.</param>
public sealed record AdViewedRequest(string? AdId, string? PersonaSlug, decimal? ViewDuration,
    [property: AllowedValues("discount", "time", null)] string? Reward = null);

/// <summary>What a view earned. What does not apply is absent.</summary>
public sealed record AdViewedAnswer(
    bool RewardEarned,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? CostReductionPercentage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? NextSessionDiscount,
    string Message)
{
    /// <summary>Minutes, which are in the balance already.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TimeReward { get; init; }

    /// <summary>Why nothing was earned, for programs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }
}
