using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class LedgerTests
{
    [Fact]
    public void The_ledger_less_the_provisional_debits_is_the_balance_at_every_moment()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second, expires: 8_000);
        desk.Credit("B", Minute);
        desk.Credit("C", 20 * Second, expires: 2 * YearMs);
        desk.Open("s", 0);
        desk.Open("t", 1_000, rate: 400);
        desk.Settle(4_000);
        Assert.Equal(90 * Second, desk.Ledger.Sum(entry => entry.Micros));
        Assert.Equal(90 * Second - desk.Wallet.ProvisionalMicros, desk.Balance);

        desk.Freeze("C", 5_000);
        desk.Close("t", now: 6_000, at: 3_500);
        desk.TakeBack("B", 30 * Second, 9_000);
        desk.Close("s", 10_000);

        Assert.Equal(0, desk.Wallet.ProvisionalMicros);
        Assert.Equal(desk.Balance, desk.Ledger.Sum(entry => entry.Micros));
        // s: 10 s; t: 2.5 s at 0.4; A lost 10 − 8 (s) − 1 (t) to expiry.
        Assert.Equal(["Expiry -1000000 A  0"], desk.Lines.Where(line => line.StartsWith("Expiry", StringComparison.Ordinal)));
        Assert.Equal((28 * Second, 20 * Second), (desk.Balance, desk.Card("C").AvailableMicros));
    }

    [Fact]
    public void Nothing_is_booked_for_nothing()
    {
        var desk = new Desk();
        desk.Credit("A", 0);
        desk.Freeze("A", 1);
        desk.Thaw("A", 2);
        desk.Settle(YearMs);

        Assert.Empty(desk.Ledger);
    }
}
