namespace MindBot.Grains.Coupons;

/// <summary>
/// One user's redemptions of one coupon; key: <c>{code}/{user id}</c>. Apart from the coupon, whose own state would grow with every buyer
/// otherwise. Only <see cref="ICouponGrain"/> calls it.
/// </summary>
[Alias("mindbot.ICouponUserGrain")]
public interface ICouponUserGrain : IGrainWithStringKey
{
    static string KeyOf(string code, string userId) => $"{code}/{userId}";

    /// <summary>How often the user has redeemed the coupon, and what it took off a purchase (null: none).</summary>
    [Alias("Read")]
    Task<CouponUses> Read(string? purchaseId);

    /// <summary>Counts a redemption; the same purchase counts once.</summary>
    [Alias("Record")]
    Task Record(string purchaseId, long discountCents);
}

/// <param name="DiscountCents">What the coupon took off the purchase that was asked for; null when that has not redeemed it.</param>
[GenerateSerializer, Immutable, Alias("mindbot.CouponUses")]
public sealed record CouponUses([property: Id(0)] int Redeemed, [property: Id(1)] long? DiscountCents);
