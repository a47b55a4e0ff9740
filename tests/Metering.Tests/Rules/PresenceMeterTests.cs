using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class PresenceMeterTests
{
    private static Desk Talking(long from = 0, Basis basis = Basis.Server)
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", from, basis: basis);
        return desk;
    }

    /// <summary>Pieces that touch are one span.</summary>
    private static Span[] SpansOf(Span[] pieces) => pieces.Aggregate(Array.Empty<Span>(), (spans, piece) =>
        spans is [.. var before, var last] && last.To == piece.From ? [.. before, last with { To = piece.To }] : [.. spans, piece]);

    private static Span[] Charged(Desk desk) => [.. desk.Segment("s").Pieces.Select(piece => new Span(piece.From, piece.To))];

    [Fact]
    public void What_agrees_stays_as_it_is_and_the_session_runs_on()
    {
        var desk = Talking();
        desk.Settle(5_000);
        var pieces = Canonical.Text(desk.Segment("s").Pieces);
        Assert.Equal(Verdict.Done, desk.Measure("s", 5_000, Span(0)));

        Assert.Equal(pieces, Canonical.Text(desk.Segment("s").Pieces));
        Assert.Equal((true, At(5_000)), (desk.Segment("s").Running, desk.Segment("s").ConfirmedUntil));
        desk.Settle(7_000);
        Assert.Equal(7 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void A_session_is_paused_where_its_last_span_ends_and_what_was_charged_beyond_is_back()
    {
        var desk = Talking();
        desk.Measure("s", 9_000, Span(0, 6_500));

        var segment = desk.Segment("s");
        Assert.Equal((SegmentState.Paused, At(6_500), At(6_500)), (segment.State, segment.StoppedAt, segment.ConfirmedUntil));
        Assert.Equal(Minute - 6_500_000, desk.Balance);
    }

    [Fact]
    public void A_gap_that_is_told_late_is_free_and_what_comes_after_is_charged_as_presence()
    {
        var desk = Talking();
        desk.Measure("s", 9_000, Span(0, 2_000), Span(5_000));

        Assert.Equal([Span(0, 2_000), Span(5_000, 9_000)], Charged(desk));
        Assert.Equal([Basis.Server, Basis.Presence], desk.Segment("s").Pieces.Select(piece => piece.Basis));
        Assert.True(desk.Segment("s").Running);
        desk.Close("s", 10_000);
        Assert.Equal((7_000L, 7 * Second), (desk.Settlement("s").ElapsedMs, desk.Settlement("s").ChargedMicros));
    }

    [Fact]
    public void Of_the_time_that_only_the_client_tells_of_an_outage_stays_free_when_somebody_is_seen_later()
    {
        var desk = Talking();
        desk.Checkpoint("s", 5_000);
        desk.Claim("s", 20_000);
        desk.Resume("s", 20_000);
        desk.Settle(30_000);
        Assert.Equal([Span(0, 5_000), Span(20_000, 30_000)], Charged(desk));

        desk.MeasureOnWord("s", 32_000, Span(0, 30_000), Span(30_000));
        desk.Settle(35_000);
        Assert.Equal([Span(0, 5_000), Span(20_000, 35_000)], SpansOf(Charged(desk)));
        Assert.Equal(20 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void As_long_as_nobody_has_been_seen_the_clients_word_goes_on()
    {
        var desk = Talking();
        desk.MeasureOnWord("s", 5_000, Span(0));

        Assert.True(desk.Segment("s").Running);
        desk.Settle(7_000);
        Assert.Equal(7 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void Who_was_seen_during_an_outage_pays_for_it()
    {
        var desk = Talking();
        desk.Checkpoint("s", 5_000);
        desk.Claim("s", 20_000);
        desk.Resume("s", 20_000);
        desk.MeasureOnWord("s", 32_000, Span(0, 8_000), Span(8_000));

        Assert.Equal([Span(0, 5_000), Span(8_000, 32_000)], SpansOf(Charged(desk)));
    }

    [Fact]
    public void A_presence_that_began_before_the_opening_moves_the_opening()
    {
        var desk = Talking(from: 4_000);
        desk.Measure("s", 6_000, Span(3_000));

        Assert.Equal((At(3_000), 3 * Second), (desk.Segment("s").OpenedAt, desk.Segment("s").ChargedMicros));
    }

    [Fact]
    public void A_session_that_turns_out_to_have_begun_earlier_reaches_its_limit_earlier()
    {
        var desk = new Desk();
        desk.Credit("A", Minute);
        desk.Open("s", 4_000, limit: 34_000);
        desk.Measure("s", 6_000, Span(3_000));

        Assert.Equal((At(3_000), At(33_000)), (desk.Segment("s").OpenedAt, desk.Segment("s").LimitAt));
    }

    [Fact]
    public void A_presence_that_began_after_the_opening_leaves_it_where_it_is()
    {
        var desk = Talking();
        desk.Measure("s", 6_000, Span(2_000));

        Assert.Equal((At(0), 4 * Second), (desk.Segment("s").OpenedAt, desk.Segment("s").ChargedMicros));
    }

    [Fact]
    public void Without_any_presence_everything_is_returned()
    {
        var desk = Talking();
        desk.Measure("s", 6_000);

        var segment = desk.Segment("s");
        Assert.Equal((SegmentState.Paused, At(0), At(0), 0L), (segment.State, segment.StoppedAt, segment.ConfirmedUntil, segment.ElapsedMs));
        Assert.Equal(Minute, desk.Balance);
    }

    [Fact]
    public void A_paused_session_goes_on_when_somebody_is_back()
    {
        var desk = Talking();
        desk.Measure("s", 3_000, Span(0, 2_000));
        desk.Measure("s", 6_000, Span(0, 2_000), Span(6_000));
        Assert.True(desk.Segment("s").Running);
        desk.Settle(8_000);

        Assert.Equal([Span(0, 2_000), Span(6_000, 8_000)], Charged(desk));
    }

    [Fact]
    public void An_end_that_moves_later_prolongs_the_last_piece()
    {
        var desk = Talking(basis: Basis.Presence);
        for (var end = 2_000; end <= 20_000; end += 1_000) desk.Measure("s", 20_000, Span(0, end));

        Assert.Equal([Span(0, 20_000)], Charged(desk));
    }

    [Fact]
    public void A_span_that_ends_in_the_future_goes_on_now_and_one_from_a_faster_clock_begins_now()
    {
        var desk = Talking();
        desk.Measure("s", 5_000, Span(0, 60_000));
        Assert.True(desk.Segment("s").Running);
        desk.Measure("s", 5_000, Span(5_300));
        Assert.Equal((true, 0L), (desk.Segment("s").Running, desk.Segment("s").ElapsedMs));
    }

    [Fact]
    public void An_opening_in_the_past_and_a_measure_give_what_the_spans_say()
    {
        var desk = new Desk();
        desk.Settle(1_000);
        desk.Credit("A", Minute, now: 2_000);
        desk.Credit("B", Minute, now: 3_000);
        desk.Open("s", 9_000, from: 1_500, basis: Basis.Presence);
        Assert.Equal([Span(2_000, 9_000)], Charged(desk));
        desk.Measure("s", 9_000, Span(1_500, 4_000), Span(8_000));

        Assert.Equal([Span(2_000, 4_000), Span(8_000, 9_000)], Charged(desk));
        Assert.Equal([Span(1_500, 2_000)], desk.Segment("s").Free);
        Assert.Equal(At(1_500), desk.Segment("s").OpenedAt);
    }

    [Fact]
    public void Time_that_is_charged_anew_costs_what_it_cost_then()
    {
        var desk = Talking();
        desk.ChangeRate("s", 500, 4_000);
        desk.ChangeRate("s", 2000, 8_000);
        // Gone at 1, as it first seems; then it turns out that there was but a short gap.
        desk.Measure("s", 10_000, Span(0, 1_000));
        desk.Measure("s", 10_000, Span(0, 1_000), Span(2_000));

        Assert.Equal(
            [(1_000L, 1000), (2_000L, 1000), (4_000L, 500), (2_000L, 2000)],
            desk.Segment("s").Pieces.Select(piece => (piece.ElapsedMs, piece.RatePermille)));
        Assert.Equal(9 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void After_a_crash_the_claimed_session_is_measured_again()
    {
        var desk = Talking();
        desk.Measure("s", 4_000, Span(0, 1_000), Span(3_000));
        desk.Settle(8_000);
        desk.Claim("s", 9_000);
        Assert.Equal((SegmentState.Paused, At(4_000), 2 * Second), (desk.Segment("s").State, desk.Segment("s").StoppedAt, desk.Segment("s").ChargedMicros));
        desk.Measure("s", 9_000, Span(0, 1_000), Span(3_000));

        Assert.Equal((true, 7 * Second), (desk.Segment("s").Running, desk.Segment("s").ChargedMicros));
    }

    [Fact]
    public void A_measured_session_can_still_be_closed_at_an_earlier_instant_even_in_a_gap()
    {
        var desk = Talking();
        desk.Measure("s", 9_000, Span(0, 2_000), Span(5_000, 8_000));
        desk.Close("s", 9_000, at: 3_000);

        Assert.Equal((At(3_000), 2_000L), (desk.Settlement("s").ClosedAt, desk.Settlement("s").ElapsedMs));
    }

    [Fact]
    public void A_measure_is_taken_once_and_only_from_the_newest_activation()
    {
        var desk = Talking();
        var caller = new Caller("s", 1, 50);
        desk.Take(PresenceMeter.Measure(desk.Wallet, caller, [Span(0, 2_000)], At(3_000)));
        Assert.Equal(Verdict.Repeated, desk.Take(PresenceMeter.Measure(desk.Wallet, caller, [Span(0)], At(3_000))));
        desk.Claim("s", 3_000);
        Assert.Equal(Verdict.Superseded, desk.Take(PresenceMeter.Measure(desk.Wallet, caller with { Sequence = 99 }, [Span(0)], At(3_000))));
        Assert.Equal(2 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void An_account_that_changes_books_nothing_before_the_session_is_closed()
    {
        var desk = Talking();
        desk.Measure("s", 9_000, Span(0, 2_000), Span(5_000));
        desk.Measure("s", 9_000, Span(1_000, 2_000));
        Assert.Single(desk.Ledger);
        desk.Close("s", 9_000);

        Assert.Equal(["Credit 60000000 A  0", "Consumption -1000000 A s 0"], desk.Lines);
    }
}
