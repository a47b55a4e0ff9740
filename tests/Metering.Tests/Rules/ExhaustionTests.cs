using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class ExhaustionTests
{
    [Fact]
    public void However_late_anyone_wakes_up_the_session_stopped_where_the_credit_ended()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Open("s", 500);
        Assert.Equal(At(10_500), desk.Wallet.ExhaustsAt());
        desk.Settle(3 * DayMs);

        var segment = desk.Segment("s");
        Assert.Equal((SegmentState.Exhausted, At(10_500), 10 * Second), (segment.State, segment.StoppedAt, segment.ChargedMicros));
        Assert.Equal(0, segment.Pieces.Single().ForgivenMicros);
        Assert.Null(desk.Wallet.ExhaustsAt());
        Assert.Single(desk.Ledger);
    }

    [Fact]
    public void A_millisecond_before_the_end_it_still_runs_and_at_the_end_it_does_not()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Open("s", 0);
        desk.Settle(9_999);
        Assert.Equal((true, 1000L), (desk.Segment("s").Running, desk.Balance));
        desk.Settle(10_000);
        Assert.Equal((SegmentState.Exhausted, At(10_000)), (desk.Segment("s").State, desk.Segment("s").StoppedAt));
    }

    [Theory]
    [InlineData(333, 1_000_000, 3004, 332)]
    [InlineData(333, 999_999, 3003, 0)]
    [InlineData(400, 1_000_001, 2501, 399)]
    [InlineData(3000, 3_000_001, 1001, 2999)]
    [InlineData(1, 1_003, 1003, 0)]
    public void The_last_millisecond_takes_what_remains_and_the_rest_is_forgiven(int rate, long micros, long elapsedMs, long forgiven)
    {
        var desk = new Desk();
        desk.Credit("A", micros);
        desk.Open("s", 0, rate);
        Assert.Equal(At(elapsedMs), desk.Wallet.ExhaustsAt());
        desk.Settle(MinuteMs);

        var piece = desk.Segment("s").Pieces.Single();
        Assert.Equal((elapsedMs, micros, forgiven), (piece.ElapsedMs, piece.ChargedMicros, piece.ForgivenMicros));
        Assert.Equal(0, desk.Balance);
    }

    [Fact]
    public void Several_sessions_share_the_pool_and_stop_at_the_same_instant()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Open("s", 0, rate: 333);
        desk.Open("t", 0, rate: 1200);
        // 10,000,000 / 1533 = 6523.16: in the 6524th millisecond 241 remain, s takes them all, t's millisecond is free.
        Assert.Equal(At(6_524), desk.Wallet.ExhaustsAt());
        desk.Settle(MinuteMs);

        Assert.Equal((6523L * 333 + 241, 92L), (desk.Segment("s").ChargedMicros, desk.Segment("s").Pieces.Single().ForgivenMicros));
        Assert.Equal((6523L * 1200, 1200L), (desk.Segment("t").ChargedMicros, desk.Segment("t").Pieces.Single().ForgivenMicros));
        Assert.All(desk.Wallet.Segments, segment => Assert.Equal(At(6_524), segment.StoppedAt));
    }

    [Fact]
    public void A_millisecond_may_be_paid_by_three_cards()
    {
        var desk = new Desk();
        desk.Credit("A", 1_000_000 + 300, expires: 100_000);
        desk.Credit("B", 500, expires: 200_000);
        desk.Credit("C", 5_000, expires: 300_000);
        desk.Open("s", 0);
        desk.Settle(1_001);

        Assert.Equal<Debit>(
            [new Debit("A", 1_000_300), new Debit("B", 500), new Debit("C", 200)], desk.Segment("s").Pieces.Single().Debits);
        Assert.Equal(4_800, desk.Balance);
    }

    [Fact]
    public void The_end_of_credit_takes_the_cards_expiry_into_account()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second, expires: 4_000);
        desk.Credit("B", 3 * Second, expires: 100_000);
        desk.Open("s", 0);

        Assert.Equal(At(7_000), desk.Wallet.ExhaustsAt());
    }

    [Fact]
    public void An_exhausted_session_closes_where_it_stopped()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Open("s", 0);
        desk.Close("s", MinuteMs, reason: EndReasons.Exhausted);

        Assert.Equal((At(10_000), 10 * Second), (desk.Settlement("s").ClosedAt, desk.Settlement("s").ChargedMicros));
    }

    [Fact]
    public void A_session_that_opens_with_a_pool_already_shared_moves_the_end()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Open("s", 0);
        desk.Open("t", 4_000);
        Assert.Equal(At(7_000), desk.Wallet.ExhaustsAt());
        desk.Close("t", 5_000);
        Assert.Equal(At(9_000), desk.Wallet.ExhaustsAt());
    }
}
