namespace MindBot.WebFront.Catalog;

internal static class CouponChecks
{
    private const long MaxCents = 99_999_999;

    /// <exception cref="FormatException">The coupon cannot be used; the message says why.</exception>
    public static void Check(CouponEntry entry)
    {
        if (!IsCode(entry.Code)) throw new FormatException("A coupon's 'code' has 3 to 40 letters, digits, '_' and '-'.");

        Require(entry.Description is { Length: > 0 and <= 200 }, "'description' must have 1 to 200 characters");
        Require(entry.PercentOff is null != entry.AmountOffCents is null, "exactly one of 'percent_off' and 'amount_off_cents' must be given");
        Require((entry.PercentOff ?? 1) is > 0 and < 100, "'percent_off' must be 1 to 99, for something is always left to pay");
        Require((entry.AmountOffCents ?? 1) is > 0 and <= MaxCents, $"'amount_off_cents' must be 1 to {MaxCents}");
        Require(entry.MinimumCents is >= 0 and <= MaxCents, $"'minimum_cents' must be 0 to {MaxCents}");
        Require(!(entry.ValidFrom > entry.ValidUntil), "'valid_from' must not be after 'valid_until'");
        Require((entry.TotalLimit ?? 1) > 0, "'total_limit' must be above 0");
        Require((entry.PerUserLimit ?? 1) > 0, "'per_user_limit' must be above 0");
        Require(!entry.FirstPurchaseOnly || entry.PerUserLimit is null or 1, "'per_user_limit' above 1 contradicts 'first_purchase_only'");

        void Require(bool isRight, string rule)
        {
            if (!isRight) throw new FormatException($"The coupon '{entry.Code}': {rule}.");
        }
    }

    private static bool IsCode(string? code) =>
        code is { Length: >= 3 and <= 40 } && code.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
