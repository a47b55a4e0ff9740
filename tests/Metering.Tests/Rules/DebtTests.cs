using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class DebtTests
{
    private static Desk OwingSixSeconds()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Open("s", 0);
        desk.Close("s", 6_000);
        desk.TakeBack("A", 10 * Second, 7_000);
        return desk;
    }

    [Fact]
    public void Later_credit_pays_debt_first()
    {
        var desk = OwingSixSeconds();
        desk.Credit("B", 10 * Second, now: 8_000);

        Assert.Equal((4 * Second, 0L, 6 * Second), (desk.Balance, desk.Wallet.DebtMicros, desk.Card("B").DebtPaidMicros));
        Assert.Equal(["Credit 10000000 B  0", "DebtPayment -6000000 B  -6000000"], desk.Lines[^2..]);
    }

    [Fact]
    public void A_small_card_pays_what_it_can()
    {
        var desk = OwingSixSeconds();
        desk.Credit("B", 2 * Second, now: 8_000);

        Assert.Equal((0L, 4 * Second), (desk.Balance, desk.Wallet.DebtMicros));
    }

    [Fact]
    public void Credit_that_was_there_already_is_left_alone()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Credit("B", 10 * Second, expires: 2 * YearMs);
        desk.Open("s", 0);
        desk.Close("s", 6_000);
        desk.TakeBack("A", 10 * Second, 7_000);

        Assert.Equal((10 * Second, 6 * Second), (desk.Balance, desk.Wallet.DebtMicros));
    }

    [Fact]
    public void Debt_that_others_paid_comes_back_as_credit_when_the_refund_fails()
    {
        var desk = OwingSixSeconds();
        desk.Credit("B", 2 * Second, now: 8_000);
        desk.TakeBack("A", 0, 9_000);

        Assert.Equal((6 * Second, 0L), (desk.Balance, desk.Wallet.DebtMicros));
        Assert.Equal((12 * Second, 6 * Second), (desk.Card("A").IssuedMicros, desk.Card("A").AvailableMicros));
    }

    [Fact]
    public void What_a_refund_took_for_spent_pays_its_debt_when_it_is_given_back()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Credit("B", Minute, expires: 2 * YearMs);
        desk.Open("s", 0);
        desk.TakeBack("A", 10 * Second, 6_000);
        Assert.Equal(6 * Second, desk.Wallet.DebtMicros);
        desk.Close("s", now: 8_000, at: 2_000);

        Assert.Equal((2 * Second, Minute), (desk.Wallet.DebtMicros, desk.Balance));
        Assert.Equal(4 * Second, desk.Card("A").DebtPaidMicros);
    }
}
