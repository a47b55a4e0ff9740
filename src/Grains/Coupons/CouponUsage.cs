namespace MindBot.Grains.Coupons;

/// <summary>How often a coupon is used at one instant. Open uses are reserved or just paid; a purchase is counted once, open or redeemed.</summary>
/// <param name="HasEverPaid">Whether the user has ever paid anything; only read for a coupon for first purchases.</param>
public sealed record CouponUsage(long Redeemed, int Open, int RedeemedByUser, int OpenOfUser, bool HasEverPaid);
