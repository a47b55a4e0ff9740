namespace MindBot.WebFront.Catalog;

/// <summary><c>catalog/coupons.json</c>; its amounts are minor units of its currency.</summary>
internal sealed record CouponsFile(string? Currency, IReadOnlyList<CouponEntry>? Coupons);

/// <summary>One coupon, see <see cref="Grains.Coupons.CouponTerms"/>. It takes off a percentage or an amount (exactly one of them).</summary>
internal sealed record CouponEntry(
    string? Code, int? PercentOff, long? AmountOffCents, string? Description, DateOnly? ValidFrom, DateOnly? ValidUntil, long MinimumCents,
    bool FirstPurchaseOnly, int? TotalLimit, int? PerUserLimit);
