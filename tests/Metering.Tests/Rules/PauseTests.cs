using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class PauseTests
{
    private static Desk Talking(long micros = Minute)
    {
        var desk = new Desk();
        desk.Credit("A", micros);
        desk.Open("s", 1000);
        return desk;
    }

    [Fact]
    public void A_paused_session_accrues_nothing()
    {
        var desk = Talking();
        desk.Pause("s", 4000);
        desk.Settle(50_000);

        Assert.Equal(
            (SegmentState.Paused, At(4000), 3 * Second),
            (desk.Segment("s").State, desk.Segment("s").StoppedAt, desk.Segment("s").ChargedMicros));
        Assert.Null(desk.Wallet.ExhaustsAt());
    }

    [Fact]
    public void A_pause_at_an_earlier_instant_gives_back_what_was_charged_since()
    {
        var desk = Talking();
        desk.Checkpoint("s", 9000);
        desk.Pause("s", now: 9500, at: 3500);

        Assert.Equal(2_500_000, desk.Segment("s").ChargedMicros);
        Assert.Equal(Minute - 2_500_000, desk.Balance);
        Assert.Equal(At(3500), desk.Segment("s").ConfirmedUntil);
    }

    [Fact]
    public void A_pause_in_the_future_is_a_pause_now_and_a_second_pause_moves_nothing_forward()
    {
        var desk = Talking();
        desk.Pause("s", now: 4000, at: 8000);
        desk.Pause("s", now: 9000);

        Assert.Equal(At(4000), desk.Segment("s").StoppedAt);
    }

    [Fact]
    public void A_pause_confirms_the_time_before_it()
    {
        var desk = Talking();
        desk.Pause("s", 4000);
        desk.Claim("s", 9000);

        Assert.Equal((At(4000), 3 * Second), (desk.Segment("s").StoppedAt, desk.Segment("s").ChargedMicros));
    }

    [Fact]
    public void A_pause_before_the_opening_is_a_pause_at_the_opening()
    {
        var desk = Talking();
        desk.Pause("s", now: 4000, at: 0);
        Assert.Equal((At(1000), 0L), (desk.Segment("s").StoppedAt, desk.Segment("s").ChargedMicros));

        desk.Resume("s", now: 4000, from: 0);
        Assert.Equal(3 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void Resuming_now_leaves_the_gap_free()
    {
        var desk = Talking();
        desk.Pause("s", 4000);
        Assert.Equal(Verdict.Done, desk.Resume("s", 10_000));
        desk.Settle(11_000);

        Assert.Equal(4 * Second, desk.Segment("s").ChargedMicros);
        Assert.Equal(4000, desk.Segment("s").ElapsedMs);
    }

    [Fact]
    public void Resuming_from_the_pause_charges_the_gap_with_its_own_basis()
    {
        var desk = Talking();
        desk.Pause("s", 4000);
        desk.Resume("s", now: 10_000, from: 4000, basis: Basis.Presence);

        Assert.Equal([3 * Second, 6 * Second], desk.Segment("s").Pieces.Select(piece => piece.ChargedMicros));
        Assert.Equal(Basis.Presence, desk.Segment("s").Pieces[1].Basis);
        Assert.Equal(At(10_000), desk.Segment("s").ConfirmedUntil);
    }

    [Fact]
    public void Resuming_from_before_the_pause_charges_nothing_twice()
    {
        var desk = Talking();
        desk.Pause("s", 4000);
        desk.Resume("s", now: 5000, from: 0);

        Assert.Equal(4 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void Resuming_a_running_session_changes_nothing()
    {
        var desk = Talking();
        Assert.Equal(Verdict.Done, desk.Resume("s", now: 5000, from: 2000));
        Assert.Equal(4 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void Without_credit_nobody_resumes()
    {
        var desk = Talking(5 * Second);
        desk.Open("t", 1000, rate: 4000);
        desk.Pause("s", 1500);
        desk.Settle(9000);
        var sequence = desk.Segment("s").Sequence;

        Assert.Equal(Verdict.InsufficientBalance, desk.Resume("s", 9000));
        Assert.Equal((SegmentState.Paused, sequence), (desk.Segment("s").State, desk.Segment("s").Sequence));
    }

    [Fact]
    public void A_charged_gap_never_passes_the_end_of_the_credit()
    {
        var desk = Talking(5 * Second);
        desk.Pause("s", 4000);
        desk.Resume("s", now: 60_000, from: 4000);

        Assert.Equal((SegmentState.Exhausted, At(6000)), (desk.Segment("s").State, desk.Segment("s").StoppedAt));
        Assert.Equal(5 * Second, desk.Segment("s").ChargedMicros);
    }
}
