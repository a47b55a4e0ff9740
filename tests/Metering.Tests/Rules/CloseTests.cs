using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class CloseTests
{
    [Fact]
    public void Fifteen_minutes_of_three_hundred_and_thirty_leave_three_hundred_and_fifteen()
    {
        var desk = new Desk();
        desk.Credit("A", 330 * Minute);
        desk.Open("session_123", 0);
        Assert.Equal(Verdict.Done, desk.Close("session_123", 900 * SecondMs));

        var settlement = desk.Settlement("session_123");
        Assert.Equal((900_000L, 15 * Minute, EndReasons.ClientEnded), (settlement.ElapsedMs, settlement.ChargedMicros, settlement.Reason));
        Assert.Equal(315 * Minute, desk.Balance);
        Assert.Empty(desk.Wallet.Segments);
        Assert.Equal(["Credit 19800000000 A  0", "Consumption -900000000 A session_123 0"], desk.Lines);
    }

    [Fact]
    public void A_second_close_is_told_that_it_is_closed_and_changes_nothing()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Close("s", 2000);
        var before = Canonical.Text(desk.Wallet);

        Assert.Equal(Verdict.Closed, desk.Close("s", 2000, clientMs: 30_000));
        Assert.Equal(before, Canonical.Text(desk.Wallet));
        Assert.Equal(Verdict.Closed, desk.Claim("s", 3000));
    }

    [Fact]
    public void Each_card_that_paid_gets_one_ledger_entry()
    {
        var desk = new Desk();
        desk.Credit("A", 2 * Second, expires: 100_000);
        desk.Credit("B", Minute, expires: 200_000);
        desk.Open("s", 0);
        desk.Pause("s", 1000);
        desk.Resume("s", 5000);
        desk.Close("s", 7500);

        Assert.Equal(["Consumption -2000000 A s 0", "Consumption -1500000 B s 0"], desk.Lines[2..]);
    }

    [Fact]
    public void A_close_at_its_opening_charges_nothing_and_books_nothing()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 3000);
        desk.Close("s", now: 9000, at: 1000);

        Assert.Equal((0L, 0L, At(3000)), (desk.Settlement("s").ElapsedMs, desk.Settlement("s").ChargedMicros, desk.Settlement("s").ClosedAt));
        Assert.Empty(desk.Settlement("s").Pieces);
        Assert.Single(desk.Ledger);
    }

    [Fact]
    public void A_close_in_the_future_is_a_close_now()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Close("s", now: 2000, at: 30_000);

        Assert.Equal(2 * Second, desk.Settlement("s").ChargedMicros);
    }

    [Fact]
    public void A_paused_session_closes_at_its_pause()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Pause("s", 4000);
        desk.Close("s", 60_000, reason: EndReasons.Left);

        Assert.Equal((At(4000), 4 * Second), (desk.Settlement("s").ClosedAt, desk.Settlement("s").ChargedMicros));
    }
}
