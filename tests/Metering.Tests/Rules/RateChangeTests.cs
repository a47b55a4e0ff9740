using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class RateChangeTests
{
    [Fact]
    public void A_new_rate_counts_from_now_on_in_a_piece_of_its_own()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0, rate: 1000);
        Assert.Equal(Verdict.Done, desk.ChangeRate("s", 400, 5_000));
        desk.Settle(10_000);

        Assert.Equal(
            [(At(0), 1000, 5 * Second), (At(5_000), 400, 2 * Second)],
            desk.Segment("s").Pieces.Select(piece => (piece.From, piece.RatePermille, piece.ChargedMicros)));
        Assert.Equal(At(10_000 + 132_500), desk.Wallet.ExhaustsAt());
    }

    [Fact]
    public void While_paused_the_new_rate_waits_for_the_resumption()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0, rate: 1000);
        desk.Pause("s", 5_000);
        desk.ChangeRate("s", 2000, 6_000);
        desk.Resume("s", 7_000);
        desk.Settle(8_000);

        Assert.Equal(7 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void After_a_crash_the_new_rate_is_not_charged_for_the_time_before_it()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0, rate: 1000);
        desk.ChangeRate("s", 2000, 5_000);
        desk.Claim("s", 8_000);
        desk.Resume("s", now: 8_000, from: 0);

        // 5 s at 1000 and 3 s at 2000, whatever was confirmed when.
        Assert.Equal(11 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void A_close_before_the_change_is_charged_at_the_old_rate_alone()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0, rate: 1000);
        desk.ChangeRate("s", 3000, 5_000);
        desk.Close("s", now: 9_000, at: 4_000);

        Assert.Equal(4 * Second, desk.Settlement("s").ChargedMicros);
    }

    [Fact]
    public void Changes_at_one_instant_leave_no_empty_piece_in_the_account()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0, rate: 1000);
        desk.ChangeRate("s", 2000, 0);
        desk.ChangeRate("s", 500, 0);
        desk.Close("s", 2_000);

        Assert.Equal([(500, Second)], desk.Settlement("s").Pieces.Select(piece => (piece.RatePermille, piece.ChargedMicros)));
    }
}
