using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

/// <summary>When somebody looks decides nothing: only when things happen does.</summary>
public class TimeProperties
{
    [Fact]
    public void Settling_in_any_pieces_equals_settling_once() =>
        Check.Holds(Op.Any, maxLength: 14, ops =>
        {
            var story = Story.Play(ops);
            var cuts = InterestingInstants(story).Concat(ops.Select(op => story.Now.AddMs(op.BackMs))).Order().ToArray();
            var inPieces = cuts.Aggregate(story.Wallet, (wallet, at) => wallet.Settle(at));
            Assert.Equal(Canonical.Text(story.Wallet.Settle(cuts[^1])), Canonical.Text(inPieces));
        });

    [Fact]
    public void Settling_stops_exactly_where_the_forecast_says() =>
        Check.Holds(Op.Any, maxLength: 18, ops => Story.Play(ops, (story, _) =>
        {
            var wallet = story.Wallet;
            if (wallet.ExhaustsAt() is not { } end)
            {
                Assert.DoesNotContain(wallet.Segments, segment => segment.Running);
                return;
            }

            string[] running = [.. wallet.Segments.Where(segment => segment.Running).Select(segment => segment.SessionId)];
            Assert.NotEmpty(running);
            var justBefore = wallet.Settle(end.AddMs(-1));
            Assert.All(running, session => Assert.True(justBefore.Find(session)!.Running));
            var at = wallet.Settle(end);
            Assert.All(running, session => Assert.Equal((SegmentState.Exhausted, end), (at.Find(session)!.State, at.Find(session)!.StoppedAt)));
            Assert.Equal(0, at.AvailableMicros);
            Assert.Equal(Charges(at), Charges(wallet.Settle(end.AddMs(Desk.DayMs))));
        }, quotas: false));

    [Fact]
    public void Whoever_wakes_later_is_charged_no_more_for_an_end_in_the_past() =>
        Check.Holds(Op.Any, maxLength: 18, ops =>
        {
            var story = Story.Play(ops);
            foreach (var segment in story.Wallet.Segments)
            {
                var prompt = Close(story.Wallet, segment, story.Now, story.Now);
                foreach (var late in InterestingInstants(story).Where(at => at > story.Now))
                {
                    var settlement = Close(story.Wallet, segment, story.Now, late);
                    Assert.Equal(
                        (prompt.ElapsedMs, prompt.ChargedMicros, prompt.ClosedAt),
                        (settlement.ElapsedMs, settlement.ChargedMicros, settlement.ClosedAt));
                }
            }
        });

    private static Settlement Close(Wallet wallet, Segment segment, DateTimeOffset at, DateTimeOffset now) =>
        Closing.Close(wallet, new(segment.SessionId, segment.Epoch, long.MaxValue), EndReasons.Left, at, now)
            .Wallet.FindSettlement(segment.SessionId)!;

    private static string Charges(Wallet wallet) =>
        string.Join(", ", wallet.Segments.Select(segment => $"{segment.SessionId}: {segment.ElapsedMs} ms, {segment.ChargedMicros}"));

    private static IEnumerable<DateTimeOffset> InterestingInstants(Story story)
    {
        var instants = story.Wallet.Cards.Select(card => card.ExpiresAt).Append(story.Wallet.ExhaustsAt() ?? story.Now).Append(story.Now)
            .Concat(story.Wallet.Segments.Select(segment => story.Wallet.DailyLimitAt(segment) ?? story.Now));
        return instants.SelectMany(at => new[] { at.AddMs(-1), at, at.AddMs(1) });
    }
}
