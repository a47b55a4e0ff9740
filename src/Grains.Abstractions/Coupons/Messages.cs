namespace MindBot.Grains.Coupons;

/// <summary>
/// A coupon as the catalog had it when it was asked for. It takes off either <paramref name="PercentOff"/> (1–99) or
/// <paramref name="AmountOffCents"/> (minor units), never both.
/// </summary>
/// <param name="Code">Upper case; the key of its grain.</param>
/// <param name="Currency">Of the amount off and of the minimum; three lower-case letters.</param>
/// <param name="ValidFrom">First day on which it is valid, UTC.</param>
/// <param name="ValidUntil">Last day on which it is valid, UTC.</param>
/// <param name="MinimumCents">What the purchase must cost before the discount; 0: anything.</param>
/// <param name="FirstPurchaseOnly">Only for users who have never paid; then nobody uses it twice, whatever the limit per user says.</param>
/// <param name="TotalLimit">So many purchases in all; null: any number.</param>
/// <param name="PerUserLimit">So many purchases of one user; null: any number.</param>
[GenerateSerializer, Immutable, Alias("mindbot.CouponTerms")]
public sealed record CouponTerms(
    [property: Id(0)] string Code, [property: Id(1)] int? PercentOff, [property: Id(2)] long? AmountOffCents, [property: Id(3)] string Currency,
    [property: Id(4)] string Description, [property: Id(5)] DateOnly? ValidFrom, [property: Id(6)] DateOnly? ValidUntil,
    [property: Id(7)] long MinimumCents, [property: Id(8)] bool FirstPurchaseOnly, [property: Id(9)] int? TotalLimit,
    [property: Id(10)] int? PerUserLimit);

/// <summary>What a coupon takes off a purchase (minor units, 0 when refused), or why it cannot be used.</summary>
/// <param name="Message">A sentence for people, either way.</param>
[GenerateSerializer, Immutable, Alias("mindbot.CouponQuote")]
public sealed record CouponQuote(
    [property: Id(0)] long DiscountCents, [property: Id(1)] string Message, [property: Id(2)] Refusal? Refusal)
{
    public bool Valid => Refusal is null;
}
