using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class TopUpTests
{
    private static Desk RanDryAtFiveSeconds()
    {
        var desk = new Desk();
        desk.Credit("A", 5 * Second);
        desk.Open("s", 0);
        desk.Settle(8_000);
        return desk;
    }

    [Fact]
    public void A_session_that_reopens_after_a_top_up_has_its_gap_for_free()
    {
        var desk = RanDryAtFiveSeconds();
        desk.Credit("B", Minute, now: 9_000);
        Assert.Equal(Verdict.Done, desk.Resume("s", now: 9_500, from: 0));

        Assert.Equal([(At(0), 5 * Second), (At(9_000), 500_000L)], desk.Segment("s").Pieces.Select(piece => (piece.From, piece.ChargedMicros)));
        Assert.Equal(Minute - 500_000, desk.Balance);
    }

    [Fact]
    public void Credit_alone_starts_nothing()
    {
        var desk = RanDryAtFiveSeconds();
        desk.Credit("B", Minute, now: 9_000);
        desk.Settle(20_000);

        Assert.Equal((SegmentState.Exhausted, Minute), (desk.Segment("s").State, desk.Balance));
    }

    [Fact]
    public void Without_new_credit_it_stays_stopped()
    {
        var desk = RanDryAtFiveSeconds();
        Assert.Equal(Verdict.InsufficientBalance, desk.Resume("s", 9_000));
    }

    [Fact]
    public void Thawed_credit_is_new_credit()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Freeze("A", 5_000);
        Assert.Equal((SegmentState.Exhausted, At(5_000)), (desk.Segment("s").State, desk.Segment("s").StoppedAt));
        desk.Thaw("A", 20_000);
        desk.Resume("s", now: 21_000, from: 5_000);

        Assert.Equal(6 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void Credit_that_another_session_gives_back_pays_for_no_time_before_that()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Open("s", 0);
        desk.Open("t", 0);
        desk.Settle(8_000);
        Assert.Equal(At(5_000), desk.Segment("s").StoppedAt);
        desk.Close("t", now: 8_000, at: 2_000);
        desk.Resume("s", now: 9_000, from: 5_000);

        Assert.Equal([(At(0), 5 * Second), (At(8_000), Second)], desk.Segment("s").Pieces.Select(piece => (piece.From, piece.ChargedMicros)));
    }

    [Fact]
    public void A_top_up_before_the_end_moves_it_and_nobody_stops()
    {
        var desk = new Desk();
        desk.Credit("A", 5 * Second);
        desk.Open("s", 0);
        desk.Credit("B", 5 * Second, now: 4_999);
        Assert.Equal(At(10_000), desk.Wallet.ExhaustsAt());
        desk.Settle(6_000);
        Assert.True(desk.Segment("s").Running);
    }
}
