using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class CheckpointTests
{
    [Fact]
    public void A_checkpoint_settles_everybody_and_confirms_only_its_own_session()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Open("t", 0);

        Assert.Equal(Verdict.Done, desk.Checkpoint("s", 15_000, sign: 14_000));

        Assert.Equal((At(15_000), At(14_000)), (desk.Segment("s").ConfirmedUntil, desk.Segment("s").LastSignOfLife));
        Assert.Equal((At(0), 15 * Second), (desk.Segment("t").ConfirmedUntil, desk.Segment("t").ChargedMicros));
        Assert.Equal(30 * Second, desk.Balance);
        Assert.Equal(30 * Second, desk.Wallet.ProvisionalMicros);
    }

    [Fact]
    public void Nothing_goes_into_the_ledger_before_the_session_closes()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        for (var at = 1; at <= 5; at++) desk.Checkpoint("s", at * 1000);

        Assert.Single(desk.Ledger);
    }

    [Fact]
    public void The_sign_of_life_never_goes_back()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 5000);
        desk.Checkpoint("s", 6000, sign: 1000);

        Assert.Equal(At(5000), desk.Segment("s").LastSignOfLife);
    }

    [Fact]
    public void A_paused_session_confirms_its_pause_not_the_present()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Pause("s", 3000);
        desk.Checkpoint("s", 9000);

        Assert.Equal(At(3000), desk.Segment("s").ConfirmedUntil);
        Assert.Equal(3 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void A_session_nobody_knows_is_unknown()
    {
        var desk = new Desk();
        Assert.Equal(Verdict.Unknown, desk.Checkpoint("s", 0));
        Assert.Equal(Verdict.Unknown, desk.Close("s", 0));
        Assert.Equal(Verdict.Unknown, desk.Claim("s", 0));
        Assert.Equal(Verdict.Unknown, desk.Pause("s", 0));
        Assert.Equal(Verdict.Unknown, desk.Resume("s", 0));
        Assert.Equal(Verdict.Unknown, desk.ChangeRate("s", 1, 0));
    }
}
