using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class SupersedingTests
{
    [Fact]
    public void Given_a_session_in_a_room_When_another_opens_there_Then_one_ends_where_the_other_begins()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("old", 0, rate: 800, room: "r");
        Assert.Equal(Verdict.Done, desk.Open("new", 10_000, rate: 1200, room: "r"));

        var old = desk.Settlement("old");
        Assert.Equal((EndReasons.Superseded, At(10_000), 10_000L, 8 * Second), (old.Reason, old.ClosedAt, old.ElapsedMs, old.ChargedMicros));
        Assert.Equal(At(10_000), desk.Segment("new").OpenedAt);
        desk.Settle(15_000);
        Assert.Equal(Minute - 8 * Second - 6 * Second, desk.Balance);
    }

    [Fact]
    public void A_session_that_is_replaced_after_its_limit_has_ended_at_its_limit()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("old", 0, room: "r", limit: 8_000);
        desk.Open("new", 10_000, room: "r");

        Assert.Equal((At(8_000), 8 * Second), (desk.Settlement("old").ClosedAt, desk.Settlement("old").ChargedMicros));
    }

    [Fact]
    public void Without_a_rate_the_new_session_inherits_that_of_the_old()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("old", 0, rate: 400, room: "r");
        desk.Open("new", 1000, rate: null, room: "r");

        Assert.Equal(400, desk.Segment("new").RatePermille);
    }

    [Fact]
    public void Other_rooms_go_on()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("elsewhere", 0, room: "q");
        desk.Open("old", 0, room: "r");
        desk.Open("new", 1000, room: "r");

        Assert.Equal(["elsewhere", "new"], desk.Wallet.Segments.Select(segment => segment.SessionId));
    }

    [Fact]
    public void A_late_start_takes_the_room_from_its_own_start_on_and_the_former_pays_only_till_there()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("old", 0, room: "r");
        desk.Open("new", now: 10_000, from: 7_000, room: "r", rate: 2000);

        Assert.Equal(7 * Second, desk.Settlement("old").ChargedMicros);
        Assert.Equal(6 * Second, desk.Segment("new").ChargedMicros);
        Assert.Equal(Minute - 13 * Second, desk.Balance);
    }

    [Fact]
    public void A_late_start_before_the_former_even_began_leaves_the_former_nothing()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("old", 5_000, room: "r");
        desk.Open("new", now: 10_000, from: 1_000, room: "r");

        Assert.Equal((0L, At(5_000)), (desk.Settlement("old").ChargedMicros, desk.Settlement("old").ClosedAt));
        Assert.Equal(9 * Second, desk.Segment("new").ChargedMicros);
    }

    [Fact]
    public void A_start_that_is_refused_leaves_the_former_running()
    {
        var desk = new Desk();
        desk.Credit("A", 5 * Second);
        desk.Open("old", 0, room: "r");

        Assert.Equal(Verdict.InsufficientBalance, desk.Open("new", 4_500, room: "r"));
        Assert.True(desk.Segment("old").Running);
        Assert.Empty(desk.Wallet.Settlements);
    }

    [Fact]
    public void Credit_that_the_former_gives_back_counts_for_the_start()
    {
        var desk = new Desk();
        desk.Credit("A", 5 * Second);
        desk.Open("old", 0, room: "r");

        Assert.Equal(Verdict.Done, desk.Open("new", now: 4_500, from: 3_000, room: "r"));
        Assert.Equal((3 * Second, 1_500_000L), (desk.Settlement("old").ChargedMicros, desk.Segment("new").ChargedMicros));
    }

    [Fact]
    public void A_paused_former_ends_at_its_pause()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("old", 0, room: "r");
        desk.Pause("old", 2_000);
        desk.Open("new", 9_000, room: "r");

        Assert.Equal((At(2_000), 2 * Second), (desk.Settlement("old").ClosedAt, desk.Settlement("old").ChargedMicros));
    }
}
