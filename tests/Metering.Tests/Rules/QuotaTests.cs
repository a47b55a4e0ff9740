using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;
using static MindBot.Metering.Tests.Support.Desk;

namespace MindBot.Metering.Tests.Rules;

public class QuotaTests
{
    private static readonly Quota TenMinutes = new("pixel", 10 * MinuteMs);

    private readonly Desk desk = new();

    public QuotaTests() => desk.Credit("A", 600 * Minute, expires: YearMs);

    [Fact]
    public void Given_a_limit_a_session_stops_at_it_however_late_anybody_looks()
    {
        desk.Open("s", now: 0, rate: 800, quota: TenMinutes);
        Assert.Equal(At(10 * MinuteMs), desk.Wallet.DailyLimitAt(desk.Segment("s")));
        desk.Settle(60 * MinuteMs);
        Assert.Equal((SegmentState.Limited, At(10 * MinuteMs)), (desk.Segment("s").State, desk.Segment("s").StoppedAt));
        desk.Close("s", now: 61 * MinuteMs, reason: EndReasons.DailyLimit);
        Assert.Equal((10 * MinuteMs, At(10 * MinuteMs)), (desk.Settlement("s").ElapsedMs, desk.Settlement("s").ClosedAt));
        Assert.Equal(592 * Minute, desk.Balance);
    }

    [Fact]
    public void Given_two_sessions_of_one_key_they_burn_the_allowance_together()
    {
        desk.Open("a", now: 0, quota: TenMinutes);
        desk.Open("b", now: 4 * MinuteMs, quota: TenMinutes);
        Assert.Equal(At(7 * MinuteMs), desk.Wallet.DailyLimitAt(desk.Segment("a")));
        desk.Pause("a", now: 5 * MinuteMs);
        Assert.Null(desk.Wallet.DailyLimitAt(desk.Segment("a")));
        Assert.Equal(At(9 * MinuteMs), desk.Wallet.DailyLimitAt(desk.Segment("b")));
        desk.Close("b", now: 6 * MinuteMs);
        desk.Resume("a", now: 6 * MinuteMs);
        Assert.Equal(At(9 * MinuteMs), desk.Wallet.DailyLimitAt(desk.Segment("a")));
    }

    [Fact]
    public void Given_sessions_of_other_keys_each_has_its_own_allowance()
    {
        desk.Open("a", now: 0, quota: TenMinutes);
        desk.Open("b", now: 0, quota: new Quota("oak", 20 * MinuteMs));
        desk.Open("c", now: 0);
        desk.Settle(15 * MinuteMs);
        Assert.Equal([false, true, true], desk.Wallet.Segments.Select(segment => segment.Running));
        Assert.Equal(25, desk.Wallet.Segments.Sum(segment => segment.ElapsedMs) / MinuteMs - 15);
    }

    [Fact]
    public void Given_a_limit_that_changed_each_session_keeps_its_own_and_the_sum_counts_for_both()
    {
        desk.Open("old", now: 0, quota: TenMinutes);
        desk.Open("new", now: 0, quota: TenMinutes with { DailyLimitMs = 16 * MinuteMs });
        desk.Settle(DayMs - 1);
        Assert.Equal(At(5 * MinuteMs), desk.Segment("old").StoppedAt);
        Assert.Equal(At(11 * MinuteMs), desk.Segment("new").StoppedAt);
    }

    [Fact]
    public void Given_a_session_across_midnight_each_day_pays_with_its_own_allowance()
    {
        desk.Open("s", now: DayMs - 8 * MinuteMs, quota: TenMinutes);
        Assert.Equal(At(DayMs + 10 * MinuteMs), desk.Wallet.DailyLimitAt(desk.Segment("s")));
        desk.Settle(DayMs + 60 * MinuteMs);
        Assert.Equal((18 * MinuteMs, At(DayMs + 10 * MinuteMs)), (desk.Segment("s").ElapsedMs, desk.Segment("s").StoppedAt));
    }

    [Fact]
    public void Given_an_allowance_that_lasts_exactly_to_midnight_nobody_stops_there()
    {
        desk.Open("s", now: DayMs - 10 * MinuteMs, quota: TenMinutes);
        desk.Settle(DayMs);
        Assert.True(desk.Segment("s").Running);
        Assert.Equal(At(DayMs + 10 * MinuteMs), desk.Wallet.DailyLimitAt(desk.Segment("s")));
    }

    [Theory]
    [InlineData(999, Verdict.DailyLimitReached)]
    [InlineData(1000, Verdict.Done)]
    public void Given_less_than_a_second_of_allowance_no_session_opens_that_day(long leftMs, Verdict verdict)
    {
        desk.Open("a", now: 0, quota: TenMinutes);
        desk.Close("a", now: 10 * MinuteMs - leftMs);
        Assert.Equal(verdict, desk.Open("b", now: 20 * MinuteMs, quota: TenMinutes));
        Assert.Equal(Verdict.Done, desk.Open("c", now: DayMs, quota: TenMinutes));
    }

    [Fact]
    public void Given_an_end_that_was_earlier_than_thought_the_allowance_is_back()
    {
        desk.Open("a", now: 0, quota: TenMinutes);
        desk.Close("a", now: 8 * MinuteMs, at: 2 * MinuteMs);
        Assert.Equal(8 * MinuteMs, desk.Wallet.LeftMs(TenMinutes, At(8 * MinuteMs)));
    }

    [Fact]
    public void Given_presence_that_is_told_late_no_more_than_the_allowance_is_charged_for_it()
    {
        desk.Open("a", now: 0, quota: TenMinutes);
        desk.Close("a", now: 4 * MinuteMs);
        desk.Open("b", now: 30 * MinuteMs, from: 29 * MinuteMs, basis: Basis.Presence, quota: TenMinutes);
        desk.Measure("b", 31 * MinuteMs, Span(20 * MinuteMs));
        Assert.Equal(
            (SegmentState.Limited, At(26 * MinuteMs), 6 * MinuteMs),
            (desk.Segment("b").State, desk.Segment("b").StoppedAt, desk.Segment("b").ElapsedMs));
        desk.Measure("b", 40 * MinuteMs, Span(20 * MinuteMs));
        Assert.Equal(At(26 * MinuteMs), desk.Segment("b").StoppedAt);
        desk.Measure("b", 41 * MinuteMs, Span(20 * MinuteMs, 21 * MinuteMs));
        Assert.Equal((SegmentState.Paused, 1 * MinuteMs), (desk.Segment("b").State, desk.Segment("b").ElapsedMs));
    }

    [Fact]
    public void Given_a_gap_that_is_charged_late_it_ends_where_the_allowance_does()
    {
        desk.Open("a", now: 0, quota: TenMinutes);
        desk.Pause("a", now: 2 * MinuteMs);
        desk.Resume("a", now: 30 * MinuteMs, from: 2 * MinuteMs);
        Assert.Equal((SegmentState.Limited, At(10 * MinuteMs)), (desk.Segment("a").State, desk.Segment("a").StoppedAt));
        desk.Resume("a", now: 31 * MinuteMs);
        Assert.Equal(At(10 * MinuteMs), desk.Segment("a").StoppedAt);
    }

    [Fact]
    public void Given_a_client_that_reports_more_than_the_day_has_left_nothing_is_closed()
    {
        desk.Open("a", now: 0, quota: TenMinutes);
        Assert.Equal(Verdict.DailyLimitReached, desk.Close("a", now: 4 * MinuteMs, clientMs: 10 * MinuteMs + 1));
        Assert.True(desk.Segment("a").Running);
        Assert.Equal(Verdict.Done, desk.Close("a", now: 5 * MinuteMs, clientMs: 10 * MinuteMs));
        Assert.Equal(10 * MinuteMs, desk.Settlement("a").ElapsedMs);
        Assert.Equal(Verdict.DailyLimitReached, desk.Open("b", now: 6 * MinuteMs, quota: TenMinutes));
    }

    [Fact]
    public void Given_time_that_a_client_reports_those_who_run_on_have_less_at_once()
    {
        desk.Open("a", now: 0, quota: TenMinutes);
        desk.Open("b", now: 0, quota: TenMinutes);
        desk.Close("a", now: 1 * MinuteMs, clientMs: 9 * MinuteMs);
        Assert.Equal((SegmentState.Limited, At(1 * MinuteMs)), (desk.Segment("b").State, desk.Segment("b").StoppedAt));
    }

    [Fact]
    public void Given_a_session_that_takes_a_room_over_without_terms_it_inherits_the_quota()
    {
        desk.Open("a", now: 0, rate: 1500, room: "r", quota: TenMinutes);
        desk.Open("b", now: 3 * MinuteMs, rate: null, room: "r");
        Assert.Equal((1500, TenMinutes), (desk.Segment("b").RatePermille, desk.Segment("b").Quota));
        Assert.Equal(At(10 * MinuteMs), desk.Wallet.DailyLimitAt(desk.Segment("b")));
    }

    [Fact]
    public void Given_past_days_their_use_is_forgotten()
    {
        for (var day = 0; day < 5; day++)
        {
            desk.Open($"s{day}", now: day * DayMs, quota: TenMinutes);
            desk.Close($"s{day}", now: day * DayMs + MinuteMs);
        }

        Assert.Equal([3, 4], desk.Wallet.QuotaUses.Select(use => use.Day.DayNumber - Quotas.DayOf(Start).DayNumber));
    }

    [Fact]
    public void Given_an_empty_pool_and_a_used_up_allowance_at_once_the_pool_decides()
    {
        var poor = new Desk();
        poor.Credit("A", 10 * Minute);
        poor.Open("s", now: 0, quota: TenMinutes);
        poor.Settle(20 * MinuteMs);
        Assert.Equal((SegmentState.Exhausted, At(10 * MinuteMs)), (poor.Segment("s").State, poor.Segment("s").StoppedAt));
    }
}
