using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class OpeningTests
{
    [Fact]
    public void Given_credit_When_a_session_opens_Then_it_runs_from_now_at_its_rate()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);

        Assert.Equal(Verdict.Done, desk.Open("s", now: 700, rate: 800, limit: 60_000));

        var segment = desk.Segment("s");
        Assert.Equal(
            (SegmentState.Running, 800, At(700), At(700)),
            (segment.State, segment.RatePermille, segment.OpenedAt, segment.ConfirmedUntil));
        Assert.Equal(At(60_000), segment.LimitAt);
        Assert.Equal(0, segment.ChargedMicros);
        Assert.Equal(At(700 + 75_000), desk.Wallet.ExhaustsAt());
    }

    [Theory]
    [InlineData(1000, 1_000_000, Verdict.Done)]
    [InlineData(1000, 999_999, Verdict.InsufficientBalance)]
    [InlineData(333, 333_000, Verdict.Done)]
    [InlineData(333, 332_999, Verdict.InsufficientBalance)]
    public void A_second_at_the_sessions_rate_is_the_least_to_start_with(int rate, long micros, Verdict expected)
    {
        var desk = new Desk();
        desk.Credit("A", micros);

        Assert.Equal(expected, desk.Open("s", 0, rate));
        Assert.Equal(expected == Verdict.Done, desk.Wallet.Find("s") is not null);
    }

    [Fact]
    public void A_limit_is_a_length_of_time_that_begins_with_the_session()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("before", 0, room: "room");
        desk.Close("before", 10_000);
        desk.Open("s", now: 12_000, room: "room", from: 4_000, limit: 24_000);

        Assert.Equal((At(10_000), At(30_000)), (desk.Segment("s").OpenedAt, desk.Segment("s").LimitAt));
    }

    [Fact]
    public void Without_a_rate_it_is_the_base_rate()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0, rate: null);

        Assert.Equal(1000, desk.Segment("s").RatePermille);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_rate_below_one_permille_is_a_bug_of_the_caller(int rate)
    {
        var desk = new Desk();
        desk.Credit("A", Minute);

        Assert.Throws<ArgumentOutOfRangeException>(() => desk.Open("s", 0, rate));
        desk.Open("t", 0);
        Assert.Throws<ArgumentOutOfRangeException>(() => desk.ChangeRate("t", rate, 10));
    }

    [Fact]
    public void A_repeated_opening_changes_nothing()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        var request = new OpenRequest(new("s", 1, 1), "r", 1000, At(0), null);
        desk.Take(Opening.Open(desk.Wallet, request, At(0)));
        desk.Settle(500);
        var before = Canonical.Text(desk.Wallet);

        Assert.Equal(Verdict.Repeated, desk.Take(Opening.Open(desk.Wallet, request, At(500))));
        Assert.Equal(Verdict.Repeated, desk.Take(Opening.Open(desk.Wallet, request with { Caller = new("s", 1, 2) }, At(500))));
        Assert.Equal(before, Canonical.Text(desk.Wallet));
    }

    [Fact]
    public void A_closed_session_does_not_open_again()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 0);
        desk.Close("s", 1000);

        Assert.Equal(Verdict.Closed, desk.Open("s", 2000));
        Assert.Equal(Minute - Second, desk.Balance);
    }

    [Fact]
    public void A_start_reported_late_is_charged_from_the_start()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", now: 5000, from: 2000, basis: Basis.Presence);

        Assert.Equal(3 * Second, desk.Segment("s").ChargedMicros);
        Assert.Equal(Basis.Presence, desk.Segment("s").Pieces.Single().Basis);
        Assert.Equal(Minute - 3 * Second, desk.Balance);
    }

    [Fact]
    public void A_start_in_the_future_is_a_start_now()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", now: 5000, from: 9000);

        Assert.Equal(At(5000), desk.Segment("s").OpenedAt);
    }

    [Fact]
    public void A_late_start_takes_nothing_from_a_card_that_came_after_the_time_in_question()
    {
        var desk = new Desk();
        desk.Credit("A", 1500 * 1000, now: 0);
        desk.Credit("B", Minute, now: 4000, expires: 9000);
        desk.Open("s", now: 5000, from: 3000);

        // A pays 3.0 s to 4.0 s; B, which expires first, everything from its activation on.
        Assert.Equal<Debit>([new Debit("A", Second), new Debit("B", Second)], desk.Segment("s").Pieces.Single().Debits);
        Assert.True(desk.Segment("s").Running);
    }

    [Fact]
    public void A_late_start_before_any_credit_stops_at_once_for_later_credit_pays_no_earlier_time()
    {
        var desk = new Desk();
        desk.Credit("A", Minute, now: 4000);
        desk.Open("s", now: 5000, from: 3000);

        Assert.Equal((SegmentState.Exhausted, At(3000)), (desk.Segment("s").State, desk.Segment("s").StoppedAt));
        Assert.Equal(Minute, desk.Balance);
        Assert.Equal(Verdict.Done, desk.Resume("s", now: 5000, from: 3000));
        Assert.Equal(Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void A_late_start_whose_card_runs_dry_just_before_the_next_is_activated_ends_there_and_forgives_once()
    {
        var desk = new Desk();
        desk.Credit("A", 1_500, now: 0);
        desk.Credit("B", Minute, now: 2);
        desk.Open("s", now: 10, from: 0);

        // 1.5 ms of A for the two milliseconds before B: the credit ended inside the second one.
        Assert.Equal((SegmentState.Exhausted, At(2)), (desk.Segment("s").State, desk.Segment("s").StoppedAt));
        Assert.Equal((1_500, 500), (desk.Segment("s").ChargedMicros, desk.Segment("s").Pieces.Single().ForgivenMicros));
        desk.Resume("s", now: 10, from: 2);
        desk.Pause("s", now: 10, at: 5);
        Assert.Equal(4_500, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void A_late_start_may_use_up_the_pool_and_stops_everybody()
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second);
        desk.Open("first", 0);
        desk.Open("second", now: 5000, from: 0);

        Assert.Equal(0, desk.Balance);
        Assert.Equal((SegmentState.Exhausted, At(5000)), (desk.Segment("first").State, desk.Segment("first").StoppedAt));
        Assert.Equal((SegmentState.Exhausted, At(5000)), (desk.Segment("second").State, desk.Segment("second").StoppedAt));
        Assert.Equal(5 * Second, desk.Segment("second").ChargedMicros);
    }

    [Fact]
    public void A_wallet_meters_a_bounded_number_of_sessions()
    {
        var desk = new Desk();
        desk.Credit("A", 1000 * Minute);
        for (var i = 0; i < Opening.MostOpen; i++) Assert.Equal(Verdict.Done, desk.Open($"s{i}", 0));

        Assert.Equal(Verdict.TooManySessions, desk.Open("one too many", 0));
        Assert.Equal(Verdict.Done, desk.Open("in a room of an open one", 0, room: "room-s0"));
    }
}
