using MindBot.Grains.Coupons;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.Coupons;

/// <summary>Coupons of the tests, and what purchases do with them.</summary>
internal static class Terms
{
    public const long Price = 4499;

    public static readonly CouponTerms Percent25 =
        new("QUARTER", 25, null, "usd", "25% off", null, new DateOnly(2026, 12, 31), 0, FirstPurchaseOnly: false, null, null);

    public static readonly CouponTerms FiveOff = Percent25 with { Code = "FIVEOFF", PercentOff = null, AmountOffCents = 500 };

    public static ICouponGrain Coupon(this Backend backend, CouponTerms terms) => backend.Grain<ICouponGrain>(terms.Code);

    public static Task<CouponQuote> Check(this Backend backend, CouponTerms terms, string user) =>
        backend.Coupon(terms).Check(terms, user, Price, "usd");

    public static Task<CouponQuote> Reserve(this Backend backend, CouponTerms terms, string user, string purchase) =>
        backend.Coupon(terms).Reserve(terms, user, purchase, Price, "usd");

    public static Task Redeem(this Backend backend, CouponTerms terms, string user, string purchase) =>
        backend.Coupon(terms).Redeem(user, purchase, 1125);

    /// <summary>How many more purchases of new users the coupon lets through.</summary>
    public static async Task<int> PlacesLeft(this Backend backend, CouponTerms terms)
    {
        for (var places = 0; ; places++)
            if (!(await backend.Reserve(terms, $"visitor{places}", $"visit{places}")).Valid) return places;
    }
}
