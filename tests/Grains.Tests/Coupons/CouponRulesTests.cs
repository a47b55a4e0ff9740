using System.Globalization;
using MindBot.Grains.Coupons;

namespace MindBot.Grains.Tests.Coupons;

public class CouponRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 14, 9, 0, 0, TimeSpan.Zero);
    private static readonly CouponUsage Unused = new(0, 0, 0, 0, HasEverPaid: false);

    [Theory]
    [InlineData(25, 4499, 1125)]
    [InlineData(25, 4498, 1125)]
    [InlineData(25, 4497, 1124)]
    [InlineData(10, 999, 100)]
    [InlineData(50, 101, 51)]
    [InlineData(99, 100, 50)]
    [InlineData(25, 60, 10)]
    [InlineData(25, 50, 0)]
    [InlineData(25, 1, 0)]
    public void A_percentage_rounds_half_up_and_leaves_what_can_be_charged(int percent, long amount, long discount) =>
        Assert.Equal(discount, CouponRules.Discount(Terms.Percent25 with { PercentOff = percent }, amount));

    [Theory]
    [InlineData(500, 4499, 500)]
    [InlineData(500, 550, 500)]
    [InlineData(500, 549, 499)]
    [InlineData(99_999_999, 4499, 4449)]
    [InlineData(500, 20, 0)]
    public void An_amount_comes_off_whole_unless_too_little_would_be_left(long off, long amount, long discount) =>
        Assert.Equal(discount, CouponRules.Discount(Terms.FiveOff with { AmountOffCents = off }, amount));

    [Fact]
    public void Every_percentage_of_every_amount_is_exact_to_half_a_cent_never_decreases_and_leaves_a_chargeable_rest()
    {
        for (var percent = 1; percent < 100; percent++)
        {
            var (terms, last) = (Terms.Percent25 with { PercentOff = percent }, 0L);
            for (var amount = 1L; amount <= 3_000; amount++)
            {
                var discount = CouponRules.Discount(terms, amount);
                Assert.True(discount >= last && (discount == 0 || amount - discount >= CouponRules.LeastChargeCents), $"{percent} % of {amount}");
                if (amount - discount > CouponRules.LeastChargeCents) Assert.InRange(discount * 100 - amount * percent, -49, 50);
                last = discount;
            }
        }
    }

    [Theory]
    [InlineData("2026-03-13T23:59:59.999Z", RefusalCodes.CouponNotYetValid)]
    [InlineData("2026-03-14T00:00:00Z", null)]
    [InlineData("2026-03-15T23:59:59.999Z", null)]
    [InlineData("2026-03-16T01:59:59+02:00", null)]
    [InlineData("2026-03-16T00:00:00Z", RefusalCodes.CouponExpired)]
    public void A_coupon_is_valid_from_its_first_day_to_the_end_of_its_last_one_in_utc(string now, string? refusal)
    {
        var terms = Terms.Percent25 with { ValidFrom = new DateOnly(2026, 3, 14), ValidUntil = new DateOnly(2026, 3, 15) };
        var quote = CouponRules.Quote(terms, DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), 4499, "usd", Unused);
        Assert.Equal(refusal, quote.Refusal?.Code);
        Assert.Equal(refusal is null, quote.Valid);
        Assert.Equal(refusal is null ? 1125 : 0, quote.DiscountCents);
    }

    [Theory]
    [InlineData(4000, "usd", null)]
    [InlineData(3999, "usd", RefusalCodes.CouponBelowMinimum)]
    [InlineData(4000, "eur", RefusalCodes.CouponWrongCurrency)]
    public void A_minimum_is_met_by_exactly_that_price_in_its_currency(long amount, string currency, string? refusal) =>
        Assert.Equal(refusal, CouponRules.Quote(Terms.Percent25 with { MinimumCents = 4000 }, Now, amount, currency, Unused).Refusal?.Code);

    [Fact]
    public void A_bare_percentage_is_good_in_any_currency_and_an_amount_only_in_its_own()
    {
        Assert.True(CouponRules.Quote(Terms.Percent25, Now, 4499, "eur", Unused).Valid);
        Assert.Equal(RefusalCodes.CouponWrongCurrency, CouponRules.Quote(Terms.FiveOff, Now, 4499, "eur", Unused).Refusal?.Code);
    }

    [Fact]
    public void Open_and_redeemed_uses_together_reach_the_limits()
    {
        var terms = Terms.Percent25 with { TotalLimit = 5, PerUserLimit = 2 };
        Assert.Null(Refused(terms, Unused with { Redeemed = 2, Open = 2, RedeemedByUser = 1 }));
        Assert.Equal(RefusalCodes.CouponUsedUp, Refused(terms, Unused with { Redeemed = 3, Open = 2 }));
        Assert.Equal(RefusalCodes.CouponUsedUp, Refused(terms, Unused with { Redeemed = 7 }));
        Assert.Equal(RefusalCodes.CouponUsed, Refused(terms, Unused with { RedeemedByUser = 2 }));
        Assert.Equal(RefusalCodes.CouponUsed, Refused(terms, Unused with { RedeemedByUser = 3, OpenOfUser = 1 }));
        Assert.Equal(RefusalCodes.CouponInUse, Refused(terms, Unused with { RedeemedByUser = 1, OpenOfUser = 1, Open = 1 }));
        Assert.Equal(RefusalCodes.CouponInUse, Refused(terms with { PerUserLimit = null }, Unused with { OpenOfUser = CouponRules.MostOpenOfUser }));
        Assert.Equal(RefusalCodes.CouponBusy, Refused(Terms.Percent25, Unused with { Open = CouponRules.MostOpen }));
    }

    [Fact]
    public void A_coupon_for_first_purchases_is_for_who_has_neither_paid_nor_used_nor_reserved_it()
    {
        var terms = Terms.Percent25 with { FirstPurchaseOnly = true };
        Assert.Null(Refused(terms, Unused));
        Assert.Equal(RefusalCodes.CouponFirstPurchaseOnly, Refused(terms, Unused with { HasEverPaid = true }));
        Assert.Equal(RefusalCodes.CouponFirstPurchaseOnly, Refused(terms, Unused with { RedeemedByUser = 1 }));
        Assert.Equal(RefusalCodes.CouponInUse, Refused(terms, Unused with { OpenOfUser = 1, Open = 1 }));
        Assert.Null(Refused(Terms.Percent25, Unused with { HasEverPaid = true }));
    }

    [Fact]
    public void The_message_tells_what_really_comes_off()
    {
        Assert.Equal("Coupon applied: 25% off!", CouponRules.Quote(Terms.Percent25, Now, 4499, "usd", Unused).Message);
        Assert.Equal("Coupon applied: $5.00 off!", CouponRules.Quote(Terms.FiveOff, Now, 4499, "usd", Unused).Message);
        Assert.Equal("Coupon applied: $0.10 off!", CouponRules.Quote(Terms.Percent25 with { PercentOff = 90 }, Now, 60, "usd", Unused).Message);
        var refused = CouponRules.Quote(Terms.Percent25 with { MinimumCents = 5000 }, Now, 4499, "usd", Unused);
        Assert.Equal("This coupon needs a purchase of $50.00 or more.", refused.Message);
        Assert.Equal(refused.Refusal!.Detail, refused.Message);
    }

    private static string? Refused(CouponTerms terms, CouponUsage usage) => CouponRules.Quote(terms, Now, 4499, "usd", usage).Refusal?.Code;
}
