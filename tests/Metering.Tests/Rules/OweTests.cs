using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

/// <summary>Debts for cards of others: the buyer of a gift has the money back, whoever redeemed it has talked.</summary>
public class OweTests
{
    /// <summary>A gift of ten seconds of which its new owner used six.</summary>
    private static Desk GiftOfWhichSixWereUsed(long expires = YearMs)
    {
        var desk = new Desk();
        desk.Credit("gift", 10 * Second, expires: expires);
        desk.Open("s", 0);
        desk.Close("s", 6_000);
        return desk;
    }

    private static long Shortfall(Desk desk, long totalMicros) => Disputes.Shortfall(desk.Wallet, "gift", totalMicros);

    [Fact]
    public void What_was_talked_away_of_a_gift_is_not_its_new_owners_debt()
    {
        var desk = GiftOfWhichSixWereUsed();
        desk.TakeBack("gift", 10 * Second, 7_000, owedElsewhere: true);

        Assert.Equal((0L, 0L, CardStatus.Refunded), (desk.Balance, desk.Wallet.DebtMicros, desk.Card("gift").Status));
        Assert.Equal(6 * Second, Shortfall(desk, 10 * Second));
        Assert.Equal("Refund -4000000 gift  0", desk.Lines[^1]);
    }

    [Fact]
    public void Unspent_time_of_a_gift_leaves_nothing_to_owe()
    {
        var desk = GiftOfWhichSixWereUsed();
        desk.TakeBack("gift", 4 * Second, 7_000, owedElsewhere: true);
        Assert.Equal((0L, 0L), (desk.Balance, Shortfall(desk, 4 * Second)));
    }

    [Fact]
    public void Expired_time_of_a_gift_leaves_nothing_to_owe()
    {
        var desk = GiftOfWhichSixWereUsed(expires: 20_000);
        desk.TakeBack("gift", 10 * Second, 30_000, owedElsewhere: true);
        Assert.Equal(6 * Second, Shortfall(desk, 10 * Second));
    }

    [Fact]
    public void A_failed_refund_of_a_gift_gives_its_owner_back_what_was_unspent_and_its_buyer_no_debt()
    {
        var desk = GiftOfWhichSixWereUsed();
        desk.TakeBack("gift", 10 * Second, 7_000, owedElsewhere: true);
        desk.TakeBack("gift", 3 * Second, 8_000, owedElsewhere: true);
        Assert.Equal((Second, 0L, 0L), (desk.Balance, desk.Wallet.DebtMicros, Shortfall(desk, 3 * Second)));
        desk.TakeBack("gift", 0, 9_000, owedElsewhere: true);
        Assert.Equal((4 * Second, 0L, 10 * Second), (desk.Balance, Shortfall(desk, 0), desk.Card("gift").IssuedMicros));
    }

    [Fact]
    public void An_own_card_owes_itself_and_one_that_left_nothing_behind_owes_all()
    {
        var desk = GiftOfWhichSixWereUsed();
        desk.TakeBack("gift", 10 * Second, 7_000);
        Assert.Equal((0L, 6 * Second), (Shortfall(desk, 10 * Second), desk.Wallet.DebtMicros));
        Assert.Equal(10 * Second, Disputes.Shortfall(desk.Wallet, "unknown", 10 * Second));
    }

    [Fact]
    public void The_next_credit_pays_what_is_owed_for_another_card()
    {
        var desk = new Desk();
        desk.Owe("gift", 6 * Second, 1_000);
        Assert.Equal(("Debt 0 gift  6000000", 6 * Second), (desk.Lines[^1], desk.Wallet.DebtMicros));
        desk.Credit("A", 10 * Second, now: 2_000);
        Assert.Equal((4 * Second, 0L), (desk.Balance, desk.Wallet.DebtMicros));
    }

    [Fact]
    public void What_is_there_already_pays_nothing()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Owe("gift", 6 * Second, 1_000);
        Assert.Equal((10 * Second, 6 * Second), (desk.Balance, desk.Wallet.DebtMicros));
    }

    [Fact]
    public void The_amount_owed_is_cumulative_for_each_card()
    {
        var desk = new Desk();
        desk.Owe("gift", 6 * Second, 1_000);
        desk.Owe("gift", 6 * Second, 2_000);
        desk.Owe("gift", 8 * Second, 3_000);
        desk.Owe("other", 5 * Second, 4_000);
        Assert.Equal(13 * Second, desk.Wallet.DebtMicros);
        desk.Owe("gift", 0, 5_000);
        Assert.Equal((5 * Second, "other"), (desk.Wallet.DebtMicros, Assert.Single(desk.Wallet.Owed).CardId));
    }

    [Fact]
    public void What_was_paid_too_much_comes_back_as_credit_for_a_year()
    {
        var desk = new Desk();
        desk.Owe("gift", 6 * Second, 1_000);
        desk.Credit("A", 4 * Second, now: 2_000);
        desk.Owe("gift", Second, 3_000);

        Assert.Equal((3 * Second, 0L), (desk.Balance, desk.Wallet.DebtMicros));
        var back = Assert.Single(desk.Wallet.Cards, card => card.AvailableMicros > 0);
        Assert.Equal((3 * Second, At(3_000).AddYears(1)), (back.IssuedMicros, back.ExpiresAt));
    }

    [Fact]
    public void Credit_that_came_back_can_be_forgotten_like_any_other()
    {
        var desk = new Desk();
        desk.Owe("gift", 6 * Second, 1_000);
        desk.Credit("A", 6 * Second, now: 2_000);
        desk.Owe("gift", 0, 3_000);
        Assert.True(Assert.Single(desk.Wallet.Cards, card => card.AvailableMicros > 0).GrantConfirmed);
    }

    [Fact]
    public void A_card_that_was_refunded_after_all_of_it_was_talked_away_is_refunded()
    {
        var desk = GiftOfWhichSixWereUsed();
        desk.Open("t", 7_000);
        desk.Close("t", 11_000);
        Assert.Equal(CardStatus.Exhausted, desk.Card("gift").Status);
        desk.TakeBack("gift", 10 * Second, 12_000);
        Assert.Equal(CardStatus.Refunded, desk.Card("gift").Status);
    }
}
