using System.Collections.Immutable;

namespace MindBot.Grains.Ads;

/// <summary>Bounded: the views that earned something today, of which the catalog says how many there may be, and one discount.</summary>
[GenerateSerializer, Alias("mindbot.AdsState")]
public sealed record AdsState
{
    /// <summary>The UTC day of <see cref="Counted"/>; it never goes back.</summary>
    [Id(0)] public DateOnly Day { get; init; }

    [Id(1)] public ImmutableArray<CountedAd> Counted { get; init; } = [];

    /// <summary>When the last view that counted was told, on whatever day.</summary>
    [Id(2)] public DateTimeOffset? LastViewAt { get; init; }

    [Id(3)] public AdDiscount? Discount { get; init; }

    /// <summary>Time that is earned and not known to be in the wallet yet.</summary>
    [Id(4)] public TimeGrant? Owed { get; init; }
}

[GenerateSerializer, Immutable, Alias("mindbot.CountedAd")]
public sealed record CountedAd([property: Id(0)] string AdId, [property: Id(1)] AdReward Reward);

/// <param name="Percent">As promised when it was earned, whatever the catalog says since.</param>
/// <param name="SessionId">The session that it is set aside for; null: it is free.</param>
[GenerateSerializer, Immutable, Alias("mindbot.AdDiscount")]
public sealed record AdDiscount(
    [property: Id(0)] int Percent, [property: Id(1)] string? SessionId = null, [property: Id(2)] DateTimeOffset? ReservedAt = null);

/// <param name="Micros">Microseconds of base time.</param>
[GenerateSerializer, Immutable, Alias("mindbot.TimeGrant")]
public sealed record TimeGrant([property: Id(0)] string CardId, [property: Id(1)] long Micros, [property: Id(2)] DateTimeOffset EarnedAt);
