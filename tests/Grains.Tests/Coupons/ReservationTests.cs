using MindBot.Grains.Coupons;
using MindBot.Grains.Payments;
using MindBot.Grains.Tests.Fixture;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.Coupons;

public class ReservationTests
{
    [Fact]
    public async Task Of_a_hundred_users_who_race_for_ten_places_ten_get_one()
    {
        await using var backend = await Backend.StartAsync();
        var terms = Terms.Percent25 with { TotalLimit = 10 };
        var quotes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => backend.Reserve(terms, $"user{i}", $"purchase{i}")));
        Assert.Equal(10, quotes.Count(quote => quote is { Valid: true, DiscountCents: 1125 }));
        Assert.Equal(90, quotes.Count(quote => quote.Refusal?.Code == RefusalCodes.CouponUsedUp));
    }

    [Fact]
    public async Task Of_a_hundred_purchases_with_which_one_user_races_the_users_limit_gets_the_discount()
    {
        await using var backend = await Backend.StartAsync();
        var terms = Terms.Percent25 with { PerUserLimit = 3 };
        var quotes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => backend.Reserve(terms, "user", $"purchase{i}")));
        Assert.Equal(3, quotes.Count(quote => quote.Valid));
        Assert.True((await backend.Reserve(terms, "other", "another")).Valid);
    }

    [Fact]
    public async Task A_repeat_answers_the_first_discount_whatever_became_of_the_coupon_and_takes_no_second_place()
    {
        await using var backend = await Backend.StartAsync();
        var terms = Terms.Percent25 with { TotalLimit = 2, PerUserLimit = 1 };
        var quotes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => backend.Reserve(terms, "user", "purchase")));
        Assert.Equal(quotes[0], Assert.Single(quotes.Distinct()));

        var changed = terms with { PercentOff = 10, ValidUntil = new DateOnly(2026, 1, 1) };
        Assert.Equal(1125, (await backend.Reserve(changed, "user", "purchase")).DiscountCents);
        await backend.Redeem(terms, "user", "purchase");
        var paid = await backend.Reserve(changed, "user", "purchase");
        Assert.Equal((true, 1125L), (paid.Valid, paid.DiscountCents));
        Assert.Equal(1, await backend.PlacesLeft(terms));
    }

    [Fact]
    public async Task A_check_takes_no_place_and_sees_those_that_are_taken()
    {
        await using var backend = await Backend.StartAsync();
        var terms = Terms.Percent25 with { TotalLimit = 1 };
        for (var i = 0; i < 3; i++) Assert.Equal(1125, (await backend.Check(terms, "user")).DiscountCents);
        Assert.Empty(backend.Storage.Writes);
        await backend.Reserve(terms, "other", "purchase");
        Assert.Equal(RefusalCodes.CouponUsedUp, (await backend.Check(terms, "user")).Refusal?.Code);
    }

    [Fact]
    public async Task A_reservation_that_nobody_ends_lapses_after_25_hours_and_not_before()
    {
        await using var backend = await Backend.StartAsync();
        var terms = Terms.Percent25 with { TotalLimit = 1 };
        await backend.Reserve(terms, "user", "purchase");
        await backend.AdvanceAsync(Hours(25) - Ms(1));
        Assert.False((await backend.Reserve(terms, "other", "another")).Valid);
        await backend.AdvanceAsync(Ms(1));
        Assert.True((await backend.Reserve(terms, "other", "another")).Valid);
        Assert.False((await backend.Reserve(terms, "user", "purchase")).Valid);
        Assert.DoesNotContain("\"purchase\"", backend.Stored<ICouponGrain>(terms.Code, "coupon"));
    }

    [Fact]
    public async Task What_is_paid_late_counts_beyond_the_limit()
    {
        await using var backend = await Backend.StartAsync();
        var terms = Terms.Percent25 with { TotalLimit = 2, PerUserLimit = 1 };
        await backend.Reserve(terms, "user", "late");
        await backend.AdvanceAsync(Hours(25));
        await backend.Reserve(terms, "other", "purchase");
        await backend.Redeem(terms, "other", "purchase");
        await backend.Reserve(terms, "third", "open");
        await backend.Redeem(terms, "user", "late");
        Assert.Equal(RefusalCodes.CouponUsed, (await backend.Check(terms, "user")).Refusal?.Code);

        await backend.Coupon(terms).Release("open");
        Assert.Equal(0, await backend.PlacesLeft(terms));
        Assert.Equal(1, await backend.PlacesLeft(terms with { TotalLimit = 3 }));
    }

    /// <summary>A use holds its place while it is reserved, and for good once it is redeemed: however often and in whatever order it is told.</summary>
    [Fact]
    public async Task Reserving_redeeming_and_releasing_in_every_order_end_as_they_should()
    {
        await using var backend = await Backend.StartAsync();
        foreach (var steps in Orders(length: 5))
        {
            var terms = Terms.Percent25 with { Code = $"CODE-{string.Concat(steps)}", TotalLimit = 2, PerUserLimit = 1 };
            var (reserved, redeemed) = (false, false);
            foreach (var step in steps)
            {
                if (step == 'R') Assert.Equal(1125, (await backend.Reserve(terms, "user", "purchase")).DiscountCents);
                if (step == 'P') await backend.Redeem(terms, "user", "purchase");
                if (step == 'X') await backend.Coupon(terms).Release("purchase");
                reserved = step != 'X' && (reserved || step == 'R');
                redeemed |= step == 'P';
            }

            var other = await backend.Reserve(terms, "user", "second");
            Assert.Equal(redeemed ? RefusalCodes.CouponUsed : reserved ? RefusalCodes.CouponInUse : null, other.Refusal?.Code);
            await backend.Coupon(terms).Release("second");
            Assert.Equal(redeemed || reserved ? 1 : 2, await backend.PlacesLeft(terms));
        }
    }

    [Fact]
    public async Task A_coupon_for_first_purchases_asks_what_the_user_has_paid()
    {
        await using var backend = await Backend.StartAsync();
        var terms = Terms.Percent25 with { FirstPurchaseOnly = true };
        Assert.True((await backend.Reserve(terms, "user", "purchase")).Valid);
        Assert.Equal(RefusalCodes.CouponInUse, (await backend.Check(terms, "user")).Refusal?.Code);
        await backend.Grain<IMoneyLedgerGrain>("user").Record(new("pi_1", MoneyKinds.Payment, 3374, "usd", backend.Now));
        await backend.Redeem(terms, "user", "purchase");
        Assert.True((await backend.Reserve(terms, "user", "purchase")).Valid);
        Assert.Equal(RefusalCodes.CouponFirstPurchaseOnly, (await backend.Reserve(terms, "user", "second")).Refusal?.Code);

        await backend.Grain<IMoneyLedgerGrain>("old").Record(new("pi_2", MoneyKinds.Payment, 999, "usd", backend.Now));
        Assert.Equal(RefusalCodes.CouponFirstPurchaseOnly, (await backend.Check(terms, "old")).Refusal?.Code);
    }

    [Fact]
    public async Task Hundreds_of_redemptions_leave_the_coupons_row_as_small_as_it_was()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 0; i < 300; i++)
        {
            var user = i % 2 == 0 ? "regular" : $"user{i}";
            await backend.Reserve(Terms.Percent25, user, $"purchase{i}");
            await backend.Redeem(Terms.Percent25, user, $"purchase{i}");
        }

        Assert.InRange(backend.Stored<ICouponGrain>("QUARTER", "coupon")!.Length, 1, 100);
        Assert.Equal(100, backend.Stored<ICouponUserGrain>("QUARTER/regular", "couponUser")!.Split("\"purchaseId\":").Length - 1);
        Assert.Equal(0, await backend.PlacesLeft(Terms.Percent25 with { TotalLimit = 300 }));
        Assert.Equal(RefusalCodes.CouponUsed, (await backend.Check(Terms.Percent25 with { PerUserLimit = 150 }, "regular")).Refusal?.Code);
        Assert.True((await backend.Check(Terms.Percent25 with { PerUserLimit = 151 }, "regular")).Valid);
    }

    private static IEnumerable<char[]> Orders(int length)
    {
        IEnumerable<char[]> all = [[]];
        for (var i = 0; i < length; i++)
        {
            all = [.. all.SelectMany(steps => "RPX".Select(step => (char[])[.. steps, step]))];
            foreach (var steps in all) yield return steps;
        }
    }
}
