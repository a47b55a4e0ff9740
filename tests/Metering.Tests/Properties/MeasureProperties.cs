using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

/// <summary>However late and in whatever order presence is told, what is charged is the presence; with scarce credit, no more than that.</summary>
public class MeasureProperties
{
    /// <summary>A story is told in many steps, each of which is measured twice and audited.</summary>
    private const int Tries = 1_000;

    [Fact]
    public void With_enough_credit_exactly_the_presence_is_charged_at_the_rates_of_its_time() =>
        Check.Holds(Visit.Any, maxLength: 7, visits =>
        {
            var story = new PresenceStory(visits);
            story.Desk.Credit("A", Desk.DayMs * 1000);
            story.Play(visits.SelectMany(Between(story)));
            foreach (var session in story.Sessions)
            {
                var present = story.Truth(session);
                story.Desk.Close(PresenceStory.Name(session), 20_000, reason: EndReasons.Left);
                var settlement = story.Desk.Settlement(PresenceStory.Name(session));
                Assert.Equal(present.Count(here => here), settlement.ElapsedMs);
                Assert.Equal(Enumerable.Range(0, present.Length).Sum(ms => present[ms] ? story.RateAt(session, ms) : 0), settlement.ChargedMicros);
                Assert.All(settlement.Pieces, piece =>
                    Assert.True(Enumerable.Range((int)Desk.MsOf(piece.From), (int)piece.ElapsedMs).All(ms => present[ms])));
            }
        }, Tries);

    [Fact]
    public void With_scarce_credit_no_more_than_the_presence_is_charged_and_the_books_balance() =>
        Check.Holds(Visit.Any, maxLength: 9, visits =>
        {
            var story = new PresenceStory(visits);
            story.Desk.Credit("first", 3_000_000);
            story.Play([.. visits.SelectMany(Between(story)), .. visits.Select(Credit(story))]);
            foreach (var session in story.Sessions)
            {
                var present = story.Truth(session);
                var segment = story.Desk.Segment(PresenceStory.Name(session));
                Assert.True(segment.ElapsedMs <= present.Count(here => here));
                story.Desk.Close(PresenceStory.Name(session), 20_000, reason: EndReasons.Left);
                Assert.Equal(segment.ElapsedMs, story.Desk.Settlement(PresenceStory.Name(session)).ElapsedMs);
            }
        }, Tries);

    /// <summary>Cards that are small, and some of which expire while the story goes on.</summary>
    private static Func<Visit, (long, Action<long>)> Credit(PresenceStory story) => visit => (
        visit.Size % 4_000,
        now => story.Desk.Credit($"c{visit.Size}", 1 + visit.Size, now, visit.Size % 3 == 0 ? Desk.YearMs : now + 1 + visit.LengthMs));

    private static Func<Visit, IEnumerable<(long, Action<long>)>> Between(PresenceStory story) => visit =>
    [
        ((visit.Size + 999) % 5_000, now =>
        {
            if (visit.Size % 5 < 2) story.ChangeRate(visit.Session, visit.Size / 7, now);
        }),
        ((visit.Size + 333) % 5_000, now =>
        {
            if (visit.Size % 7 == 1) story.Claim(visit.Session, now);
        }),
    ];
}
