namespace MindBot.Grains.Coupons;

/// <summary>
/// The uses of one coupon; key: its code in upper case. A use is reserved with the purchase, and redeemed when it is paid. Reservations and
/// redemptions together never exceed the limits, however many race. It asks the user's money ledger, which therefore never awaits it.
/// </summary>
[Alias("mindbot.ICouponGrain")]
public interface ICouponGrain : IGrainWithStringKey
{
    /// <summary>What the coupon would take off now. Promises nothing.</summary>
    /// <param name="amountCents">The price before the discount, minor units, above 0.</param>
    [Alias("Check")]
    Task<CouponQuote> Check(CouponTerms terms, string userId, long amountCents, string currency);

    /// <summary>
    /// Keeps a use for a purchase, durably. A repeat with the same purchase answers the discount that the first one gave, even when the
    /// coupon has expired or changed since. What is neither redeemed nor released within 25 h is free again, for purchases expire after 24 h.
    /// </summary>
    [Alias("Reserve")]
    Task<CouponQuote> Reserve(CouponTerms terms, string userId, string purchaseId, long amountCents, string currency);

    /// <summary>
    /// The purchase is paid: its reservation becomes a redemption, once, however often this is called. A purchase that is paid after its
    /// reservation was released counts all the same, beyond the limits if need be.
    /// </summary>
    /// <param name="discountCents">What <see cref="Reserve"/> answered, for the reservation may be forgotten.</param>
    [Alias("Redeem")]
    Task Redeem(string userId, string purchaseId, long discountCents);

    /// <summary>The purchase was abandoned or declined. What is redeemed stays redeemed.</summary>
    [Alias("Release")]
    Task Release(string purchaseId);
}
