using System.Collections.Immutable;

namespace MindBot.Grains.Coupons;

/// <summary>Bounded: open uses by <see cref="CouponRules.MostOpen"/>; of redemptions only their number is here.</summary>
[GenerateSerializer, Alias("mindbot.CouponState")]
public sealed record CouponState
{
    /// <summary>By purchase id.</summary>
    [Id(0)] public ImmutableDictionary<string, OpenCouponUse> Open { get; init; } = ImmutableDictionary<string, OpenCouponUse>.Empty;

    [Id(1)] public long Redeemed { get; init; }
}

/// <param name="IsPaid">It is a redemption, and stays here until the user's own record has it.</param>
[GenerateSerializer, Immutable, Alias("mindbot.OpenCouponUse")]
public sealed record OpenCouponUse(
    [property: Id(0)] string UserId, [property: Id(1)] long DiscountCents, [property: Id(2)] DateTimeOffset At, [property: Id(3)] bool IsPaid);

[GenerateSerializer, Alias("mindbot.CouponUserState")]
public sealed record CouponUserState
{
    [Id(0)] public int Redeemed { get; init; }

    /// <summary>The newest redemptions, oldest first: a repeat comes within days, and nobody uses a coupon a hundred times in days.</summary>
    [Id(1)] public ImmutableArray<CouponRedemption> Newest { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("mindbot.CouponRedemption")]
public sealed record CouponRedemption([property: Id(0)] string PurchaseId, [property: Id(1)] long DiscountCents);
