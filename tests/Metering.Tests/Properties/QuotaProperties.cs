using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

/// <summary>Daily limits hold in any story; the desk audits the sums of every key and day after every step.</summary>
public class QuotaProperties
{
    private const long ShortlyBeforeMidnightMs = Desk.DayMs - 4_000;

    [Fact]
    public void No_day_has_more_time_than_its_limit_in_any_story_across_midnight() =>
        Check.Holds(Op.Any, maxLength: 25, ops => Story.Play(ops, startMs: ShortlyBeforeMidnightMs));

    [Fact]
    public void Settling_in_any_pieces_equals_settling_once_across_midnight() =>
        Check.Holds(Op.Any, maxLength: 14, ops =>
        {
            var story = Story.Play(ops, startMs: ShortlyBeforeMidnightMs);
            var cuts = ops.Select(op => story.Now.AddMs(3L * op.BackMs)).Order().ToArray();
            var inPieces = cuts.Aggregate(story.Wallet, (wallet, at) => wallet.Settle(at));
            Assert.Equal(Canonical.Text(story.Wallet.Settle(cuts[^1])), Canonical.Text(inPieces));
        });

    [Fact]
    public void Whoever_burns_an_allowance_stops_exactly_where_the_forecast_says_and_not_before() =>
        Check.Holds(Op.Any, maxLength: 18, ops => Story.Play(
            [new(OpKind.Credit, 100, 200_000_000, 3), .. ops],
            (story, _) =>
            {
                var wallet = story.Wallet;
                var ends = wallet.Segments.Where(segment => segment.Running).Select(segment => wallet.DailyLimitAt(segment)).Min();
                if (ends is not { } end || wallet.ExhaustsAt() <= end) return;

                string[] stopping = [.. wallet.Segments.Where(segment => segment.Running && wallet.DailyLimitAt(segment) == end)
                    .Select(segment => segment.SessionId)];
                var justBefore = wallet.Settle(end.AddMs(-1));
                Assert.All(stopping, session => Assert.True(justBefore.Find(session)!.Running));
                var at = wallet.Settle(end.AddMs(Desk.SecondMs));
                Assert.All(stopping, session => Assert.Equal((SegmentState.Limited, end), (at.Find(session)!.State, at.Find(session)!.StoppedAt)));
                Assert.All(stopping, session => Assert.True(
                    wallet.Settle(end).LeftMs(wallet.Find(session)!.Quota!, end.AddMs(-1)) < stopping.Length, "the allowance is used up"));
            },
            startMs: ShortlyBeforeMidnightMs));

    [Fact]
    public void An_end_that_turns_out_to_be_earlier_gives_its_part_of_the_allowance_back() =>
        Check.Holds(Op.Any, maxLength: 18, ops =>
        {
            var story = Story.Play(ops, startMs: ShortlyBeforeMidnightMs);
            foreach (var segment in story.Wallet.Segments.Where(segment => segment.Quota is not null))
            {
                var closed = Closing.Close(
                    story.Wallet, new(segment.SessionId, segment.Epoch, long.MaxValue), EndReasons.Left, segment.OpenedAt, story.Now).Wallet;
                var day = Quotas.DayOf(story.Now);
                var own = segment.Pieces.SelectMany(Pieces.Days).Where(part => part.Day == day).Sum(part => part.Ms);
                Assert.Equal(story.Wallet.UsedMs(segment.Quota!.Key, day) - own, closed.UsedMs(segment.Quota.Key, day));
            }
        });
}
