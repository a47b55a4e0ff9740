using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class ClientReportTests
{
    private static Desk Talking(long micros, int rate = 1000)
    {
        var desk = new Desk();
        desk.Credit("A", micros);
        desk.Open("s", 0, rate);
        return desk;
    }

    [Fact]
    public void Nine_hundred_seconds_reported_right_after_the_start_are_fifteen_minutes()
    {
        var desk = Talking(330 * Minute);
        desk.Close("s", now: 40, clientMs: 900_000);

        Assert.Equal(315 * Minute, desk.Balance);
        var pieces = desk.Settlement("s").Pieces;
        Assert.Equal([(Basis.Server, 40L), (Basis.Client, 899_960L)], pieces.Select(piece => (piece.Basis, piece.ElapsedMs)));
        Assert.Equal(900_000, desk.Settlement("s").ElapsedMs);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9_999)]
    [InlineData(10_000)]
    public void Nobody_pays_less_by_reporting_less(long reportedMs)
    {
        var desk = Talking(Minute);
        desk.Close("s", now: 10_000, clientMs: reportedMs);

        Assert.Equal(10 * Second, desk.Settlement("s").ChargedMicros);
        Assert.Single(desk.Settlement("s").Pieces);
    }

    [Fact]
    public void The_excess_costs_at_most_what_is_there_and_counts_only_the_time_that_was_paid()
    {
        var desk = Talking(1_000_100, rate: 333);
        desk.Close("s", now: 1000, clientMs: 100_000);

        // 333,000 measured; the remaining 667,100 pay 2003.3 ms: 2004, of which 0.7 are forgiven.
        var excess = desk.Settlement("s").Pieces[1];
        Assert.Equal((2004L, 667_100L, 232L), (excess.ElapsedMs, excess.ChargedMicros, excess.ForgivenMicros));
        Assert.Equal(3004, desk.Settlement("s").ElapsedMs);
        Assert.Equal(0, desk.Balance);
    }

    [Fact]
    public void The_excess_may_end_the_credit_of_others()
    {
        var desk = Talking(10 * Second);
        desk.Open("t", 0);
        desk.Close("s", now: 1000, clientMs: 60_000);

        Assert.Equal(9 * Second, desk.Settlement("s").ChargedMicros);
        Assert.Equal((SegmentState.Exhausted, At(1000)), (desk.Segment("t").State, desk.Segment("t").StoppedAt));
    }

    [Fact]
    public void The_excess_comes_from_unfrozen_cards_in_burn_order()
    {
        var desk = new Desk();
        desk.Credit("frozen", Minute, expires: 5 * MinuteMs);
        desk.Credit("A", 2 * Second, expires: 8 * MinuteMs);
        desk.Credit("B", Minute, expires: 9 * MinuteMs);
        desk.Freeze("frozen", 0);
        desk.Open("s", 0);
        desk.Close("s", now: 0, clientMs: 5_000);

        Assert.Equal<Debit>([new Debit("A", 2 * Second), new Debit("B", 3 * Second)], desk.Settlement("s").Pieces.Single().Debits);
    }

    [Fact]
    public void What_the_client_measured_after_the_credit_ended_is_not_paid_by_later_credit()
    {
        var desk = Talking(5 * Second);
        desk.Settle(8000);
        desk.Credit("B", Minute, now: 9000);
        desk.Close("s", now: 10_000, clientMs: 10_000);

        Assert.Equal((5 * Second, 5000L), (desk.Settlement("s").ChargedMicros, desk.Settlement("s").ElapsedMs));
        Assert.Equal(Minute, desk.Balance);
    }
}
