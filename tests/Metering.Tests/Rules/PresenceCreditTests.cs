using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

/// <summary>Presence and a pool that runs empty: later credit never pays for earlier time.</summary>
public class PresenceCreditTests
{
    /// <summary>Runs empty at ten seconds.</summary>
    private static Desk TenSeconds(long expires = YearMs)
    {
        var desk = new Desk();
        desk.Credit("A", 10 * Second, expires: expires);
        desk.Open("s", 0, basis: Basis.Presence);
        return desk;
    }

    private static Span[] Charged(Desk desk) => [.. desk.Segment("s").Pieces.Select(piece => new Span(piece.From, piece.To))];

    private static (SegmentState, DateTimeOffset?) State(Desk desk) => (desk.Segment("s").State, desk.Segment("s").StoppedAt);

    [Fact]
    public void Whoever_is_still_there_after_the_credit_has_ended_stays_stopped()
    {
        var desk = TenSeconds();
        desk.Measure("s", 15_000, Span(0));
        Assert.Equal((SegmentState.Exhausted, At(10_000)), State(desk));
        desk.Measure("s", 20_000, Span(0, 18_000));
        Assert.Equal((SegmentState.Exhausted, At(10_000)), State(desk));
        Assert.Equal(10 * Second, desk.Segment("s").ChargedMicros);
    }

    [Fact]
    public void Whoever_left_before_the_credit_ended_is_paused_there()
    {
        var desk = TenSeconds();
        desk.Measure("s", 15_000, Span(0, 4_000));

        Assert.Equal((SegmentState.Paused, At(4_000)), State(desk));
        Assert.Equal(6 * Second, desk.Balance);
    }

    [Fact]
    public void New_credit_lets_the_session_go_on_from_there_and_the_gap_stays_free()
    {
        var desk = TenSeconds();
        desk.Settle(15_000);
        desk.Credit("B", Minute, 20_000);
        desk.Measure("s", 22_000, Span(0));
        Assert.Equal([Span(0, 10_000), Span(20_000, 22_000)], Charged(desk));

        desk.Measure("s", 25_000, Span(1_000));
        Assert.True(desk.Segment("s").Running);
        Assert.Equal([Span(10_000, 20_000)], desk.Segment("s").Free);
        Assert.DoesNotContain(desk.Segment("s").Pieces, piece => piece.From < At(20_000) && piece.To > At(10_000));
        Assert.Equal(14_000, desk.Segment("s").ElapsedMs);
    }

    [Fact]
    public void Resuming_and_measuring_agree_on_the_free_gap()
    {
        var resumed = TenSeconds();
        resumed.Credit("B", Minute, 20_000);
        resumed.Resume("s", 22_000, from: 10_000, Basis.Presence);
        var measured = TenSeconds();
        measured.Credit("B", Minute, 20_000);
        measured.Measure("s", 22_000, Span(0));

        Assert.Equal(Canonical.Text(measured.Wallet), Canonical.Text(resumed.Wallet));
        resumed.Measure("s", 23_000, Span(0));
        Assert.Equal(13 * Second, resumed.Segment("s").ChargedMicros);
    }

    [Fact]
    public void Presence_that_runs_over_a_time_without_valid_cards_goes_on_with_the_next_card()
    {
        var desk = new Desk();
        desk.Credit("A", 3 * Second);
        desk.Credit("B", Minute, now: 8_000);
        desk.Open("s", 9_000, basis: Basis.Presence);
        desk.Measure("s", 12_000, Span(2_000, 6_000), Span(7_000));

        Assert.Equal([Span(2_000, 5_000), Span(8_000, 12_000)], Charged(desk));
        Assert.Equal([Span(5_000, 6_000), Span(7_000, 8_000)], desk.Segment("s").Free);
        Assert.True(desk.Segment("s").Running);
    }

    [Fact]
    public void Credit_that_came_after_the_last_presence_pays_nothing_of_it()
    {
        var desk = new Desk();
        desk.Credit("A", 3 * Second);
        desk.Credit("B", Minute, now: 8_000);
        desk.Open("s", 9_000, basis: Basis.Presence);
        desk.Measure("s", 12_000, Span(2_000, 6_000));

        Assert.Equal([Span(2_000, 5_000)], Charged(desk));
        Assert.Equal((SegmentState.Paused, At(6_000)), State(desk));
        Assert.Equal(Minute, desk.Balance);
    }

    [Fact]
    public void When_it_turns_out_that_less_was_used_the_same_card_pays_for_longer()
    {
        var desk = TenSeconds();
        desk.Measure("s", 15_000, Span(0, 5_000), Span(7_000));

        Assert.Equal((SegmentState.Exhausted, At(12_000)), State(desk));
        Assert.Equal((10_000L, 0L), (desk.Segment("s").ElapsedMs, desk.Balance));
    }

    [Fact]
    public void What_is_charged_anew_is_paid_by_the_cards_of_then_and_only_the_rest_outlives_an_expiry()
    {
        var desk = TenSeconds(expires: 8_000);
        desk.Credit("B", Minute, 0);
        desk.Measure("s", 12_000, Span(1_000));

        Assert.Equal<Debit>([new Debit("A", 7 * Second)], desk.Segment("s").Pieces[0].Debits);
        Assert.Equal((Second, At(12_000) + Retention.ReturnedCredit), (desk.Card("A").AvailableMicros, desk.Card("A").ExpiresAt));
        Assert.Equal(Minute - 4 * Second, desk.Card("B").AvailableMicros);
        desk.Measure("s", 12_000, Span(0));
        Assert.Equal(8 * Second, desk.Card("A").ConsumedMicros);
    }

    [Fact]
    public void A_card_that_was_frozen_later_still_pays_what_it_paid()
    {
        var desk = new Desk();
        desk.Credit("A", Minute, expires: DayMs);
        desk.Credit("B", Minute);
        desk.Open("s", 0, basis: Basis.Presence);
        desk.Freeze("A", 5_000);
        desk.Measure("s", 9_000, Span(1_000));

        Assert.Equal((4 * Second, 56 * Second), (desk.Card("A").ConsumedMicros, desk.Card("A").AvailableMicros));
        Assert.Equal(4 * Second, desk.Card("B").ConsumedMicros);
    }

    [Fact]
    public void A_refund_after_the_talk_is_not_paid_by_charging_the_talk_anew()
    {
        var desk = TenSeconds();
        desk.Settle(10_000);
        desk.TakeBack("A", 10 * Second, 12_000);
        Assert.Equal(10 * Second, desk.Wallet.DebtMicros);
        desk.Measure("s", 12_000, Span(1_000, 10_000));

        Assert.Equal((9 * Second, 9 * Second), (desk.Segment("s").ChargedMicros, desk.Wallet.DebtMicros));
    }

    [Fact]
    public void Somebody_elses_session_goes_on_with_what_a_measure_gives_back()
    {
        var desk = TenSeconds();
        desk.Open("t", 0);
        desk.Settle(8_000);
        Assert.Equal((SegmentState.Exhausted, At(5_000)), State(desk));
        desk.Measure("s", 8_000, Span(0, 1_000));
        desk.Resume("t", 9_000, from: 5_000);

        Assert.Equal((true, 6_000L), (desk.Segment("t").Running, desk.Segment("t").ElapsedMs));
        Assert.Equal([Span(5_000, 8_000)], desk.Segment("t").Free);
    }
}
