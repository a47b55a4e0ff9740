using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class ClaimTests
{
    private static Desk ConfirmedAtFiveSeconds()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Checkpoint("s", 5_000);
        return desk;
    }

    [Fact]
    public void After_a_crash_nothing_beyond_the_last_confirmation_is_charged()
    {
        var desk = ConfirmedAtFiveSeconds();
        desk.Settle(9_000);
        Assert.Equal(Verdict.Done, desk.Claim("s", 30_000));

        var segment = desk.Segment("s");
        Assert.Equal((SegmentState.Paused, At(5_000), 5 * Second), (segment.State, segment.StoppedAt, segment.ChargedMicros));
        Assert.Equal((2L, 0L), (segment.Epoch, segment.Sequence));
        Assert.Equal(Minute - 5 * Second, desk.Balance);
    }

    [Fact]
    public void The_new_activation_may_charge_the_gap_or_leave_it_free()
    {
        var charged = ConfirmedAtFiveSeconds();
        charged.Claim("s", 30_000);
        charged.Resume("s", now: 30_000, from: 5_000, basis: Basis.Presence);
        Assert.Equal(30 * Second, charged.Segment("s").ChargedMicros);

        var free = ConfirmedAtFiveSeconds();
        free.Claim("s", 30_000);
        free.Resume("s", 30_000);
        Assert.Equal(5 * Second, free.Segment("s").ChargedMicros);
    }

    [Fact]
    public void The_former_activation_is_refused_whatever_it_asks()
    {
        var desk = ConfirmedAtFiveSeconds();
        desk.Claim("s", 30_000);
        var before = Canonical.Text(desk.Wallet);
        var former = new Caller("s", 1, 99);

        Assert.Equal(Verdict.Superseded, desk.Take(Running.Checkpoint(desk.Wallet, former, At(30_000), At(30_000))));
        Assert.Equal(Verdict.Superseded, desk.Take(Running.Pause(desk.Wallet, former, At(0), At(30_000))));
        Assert.Equal(Verdict.Superseded, desk.Take(Running.Resume(desk.Wallet, former, At(0), At(30_000))));
        Assert.Equal(Verdict.Superseded, desk.Take(Running.ChangeRate(desk.Wallet, former, 1, At(30_000))));
        Assert.Equal(Verdict.Superseded, desk.Take(Closing.Close(desk.Wallet, former, "left", At(0), At(30_000), 9_000_000)));
        Assert.Equal(Verdict.Superseded, desk.Take(Opening.Open(desk.Wallet, new(former, "r", 1, At(0), null), At(30_000))));
        Assert.Equal(before, Canonical.Text(desk.Wallet));
    }

    [Fact]
    public void An_operation_is_taken_once_and_older_ones_not_at_all()
    {
        var desk = ConfirmedAtFiveSeconds();
        desk.Take(Running.Pause(desk.Wallet, new("s", 1, 50), At(6_000), At(6_000)));
        var before = Canonical.Text(desk.Wallet);

        Assert.Equal(Verdict.Repeated, desk.Take(Running.Pause(desk.Wallet, new("s", 1, 50), At(1_000), At(6_000))));
        Assert.Equal(Verdict.Repeated, desk.Take(Running.Resume(desk.Wallet, new("s", 1, 49), At(6_000), At(6_000))));
        Assert.Equal(before, Canonical.Text(desk.Wallet));
    }

    [Fact]
    public void An_exhausted_session_that_was_not_confirmed_to_the_end_is_cut_at_its_confirmation()
    {
        var desk = ConfirmedAtFiveSeconds();
        desk.Settle(5 * MinuteMs);
        Assert.Equal(SegmentState.Exhausted, desk.Segment("s").State);
        desk.Claim("s", 5 * MinuteMs);

        Assert.Equal((SegmentState.Paused, 5 * Second), (desk.Segment("s").State, desk.Segment("s").ChargedMicros));
        desk.Resume("s", now: 5 * MinuteMs, from: 5_000);
        Assert.Equal((SegmentState.Exhausted, At(60_000)), (desk.Segment("s").State, desk.Segment("s").StoppedAt));
    }

    [Fact]
    public void A_claim_of_one_session_leaves_the_others_confirmed_or_not_as_they_were()
    {
        var desk = ConfirmedAtFiveSeconds();
        desk.Open("t", 5_000);
        desk.Claim("s", 10_000);

        Assert.Equal(
            (true, At(5_000), 5 * Second),
            (desk.Segment("t").Running, desk.Segment("t").ConfirmedUntil, desk.Segment("t").ChargedMicros));
    }
}
