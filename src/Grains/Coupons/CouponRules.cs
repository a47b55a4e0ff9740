using System.Collections.Immutable;
using System.Globalization;

namespace MindBot.Grains.Coupons;

/// <summary>What a coupon takes off, and when it may. Money in minor units.</summary>
public static class CouponRules
{
    /// <summary>
    /// What a discount always leaves to pay: Stripe charges nothing below $0.50, and a purchase without a payment would be another kind of
    /// purchase. The same number serves every currency.
    /// </summary>
    public const long LeastChargeCents = 50;

    /// <summary>A purchase that is not paid expires after 24 h; the hour is for what is still on its way then.</summary>
    public static readonly TimeSpan ReservationLife = TimeSpan.FromHours(25);

    /// <summary>All open uses are in one stored row, which therefore stays below a megabyte.</summary>
    public const int MostOpen = 5_000;

    /// <summary>One user cannot keep a coupon from everybody else.</summary>
    public const int MostOpenOfUser = 10;

    public static CouponQuote Quote(CouponTerms terms, DateTimeOffset now, long amountCents, string currency, CouponUsage usage)
    {
        var discount = Discount(terms, amountCents);
        var refusal = OfDate(terms, now) ?? OfAmount(terms, amountCents, currency, discount) ?? OfUser(terms, usage) ?? OfAll(terms, usage);
        return refusal is null ? Applied(terms, amountCents, discount) : new(0, refusal.Detail, refusal);
    }

    /// <summary>Tells a discount that was given, be it by other terms.</summary>
    public static CouponQuote Applied(CouponTerms terms, long amountCents, long discountCents)
    {
        var off = terms.PercentOff is { } percent && discountCents == PercentOf(amountCents, percent)
            ? string.Create(CultureInfo.InvariantCulture, $"{percent}%")
            : Money.Display(discountCents, terms.Currency);
        return new(discountCents, $"Coupon applied: {off} off!", null);
    }

    /// <summary>A percentage rounds half up; at least <see cref="LeastChargeCents"/> are left to pay.</summary>
    public static long Discount(CouponTerms terms, long amountCents)
    {
        var promised = terms.AmountOffCents ?? PercentOf(amountCents, terms.PercentOff ?? 0);
        return Math.Max(0, Math.Min(promised, amountCents - LeastChargeCents));
    }

    /// <summary>The uses that hold a place at this instant.</summary>
    public static ImmutableDictionary<string, OpenCouponUse> Alive(ImmutableDictionary<string, OpenCouponUse> open, DateTimeOffset now) =>
        open.RemoveRange(open.Where(use => !use.Value.IsPaid && use.Value.At + ReservationLife <= now).Select(use => use.Key));

    private static long PercentOf(long amountCents, int percent) => (amountCents * percent + 50) / 100;

    private static Refusal? OfDate(CouponTerms terms, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (today < terms.ValidFrom)
            return new(RefusalCodes.CouponNotYetValid, string.Create(
                CultureInfo.InvariantCulture, $"This coupon is valid from {terms.ValidFrom:yyyy-MM-dd} on."));
        return today > terms.ValidUntil ? Expired(terms.ValidUntil.Value) : null;
    }

    private static Refusal Expired(DateOnly lastDay) => new(
        RefusalCodes.CouponExpired, string.Create(CultureInfo.InvariantCulture, $"This coupon expired on {lastDay:yyyy-MM-dd}."));

    private static Refusal? OfAmount(CouponTerms terms, long amountCents, string currency, long discountCents)
    {
        if ((terms.AmountOffCents is not null || terms.MinimumCents > 0) && currency != terms.Currency)
            return new(RefusalCodes.CouponWrongCurrency, $"This coupon is for purchases in {terms.Currency.ToUpperInvariant()}.");
        if (amountCents < terms.MinimumCents)
            return new(RefusalCodes.CouponBelowMinimum, $"This coupon needs a purchase of {Money.Display(terms.MinimumCents, terms.Currency)} or more.");
        return discountCents == 0 ? new(RefusalCodes.CouponBelowMinimum, "This purchase is too small for a coupon.") : null;
    }

    private static Refusal? OfUser(CouponTerms terms, CouponUsage usage)
    {
        if (terms.FirstPurchaseOnly && (usage.HasEverPaid || usage.RedeemedByUser > 0))
            return new(RefusalCodes.CouponFirstPurchaseOnly, "This coupon is for a first purchase only.");

        var limit = terms.FirstPurchaseOnly ? 1 : terms.PerUserLimit ?? int.MaxValue;
        if (usage.RedeemedByUser >= limit) return new(RefusalCodes.CouponUsed, "You have used this coupon already.");
        return usage.OpenOfUser >= Math.Min(limit - usage.RedeemedByUser, MostOpenOfUser)
            ? new(RefusalCodes.CouponInUse, "You are using this coupon for a purchase that is not paid yet. Finish that one, or wait a day until it lapses.")
            : null;
    }

    private static Refusal? OfAll(CouponTerms terms, CouponUsage usage)
    {
        if (usage.Redeemed + usage.Open >= terms.TotalLimit) return new(RefusalCodes.CouponUsedUp, "This coupon has been used up.");
        return usage.Open >= MostOpen
            ? new(RefusalCodes.CouponBusy, "Too many people are using this coupon at the moment. Try again later.")
            : null;
    }
}
