using System.Text.Json;
using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

/// <summary>What LiveKit tells may come twice and in any order; what it amounts to depends on the facts alone.</summary>
public class PresenceProperties
{
    private const int EndMs = 70;

    [Fact]
    public void The_order_in_which_facts_arrive_and_repeats_never_matter() =>
        Check.Holds(PresenceFact.Any, maxLength: 12, facts =>
        {
            var first = Told(facts.OrderBy(fact => fact.FirstOrder));
            var second = Told(facts.Concat(facts.Where(fact => fact.AtMs % 2 == 0)).OrderBy(fact => fact.SecondOrder));
            Assert.Equal(Spans(first), Spans(second));
            Assert.Equal(
                (first.Any, first.Here, first.LeftAt, first.LeftIsKnown, first.RoomFinished, first.Interruptions),
                (second.Any, second.Here, second.LeftAt, second.LeftIsKnown, second.RoomFinished, second.Interruptions));
        });

    [Fact]
    public void The_spans_are_the_milliseconds_in_which_somebody_was_there() =>
        Check.Holds(PresenceFact.Any, maxLength: 12, facts =>
        {
            var spans = Spans(Told(facts));
            for (var ms = 0; ms < EndMs; ms++)
                Assert.Equal(PresenceFact.IsPresent(facts, ms), spans.Any(span => span.From <= Desk.At(ms) && Desk.At(ms) < span.To));
            for (var i = 1; i < spans.Length; i++) Assert.True(spans[i - 1].To < spans[i].From, "sorted, and neither overlapping nor touching");
        });

    [Fact]
    public void A_fact_that_is_known_changes_nothing_at_all() =>
        Check.Holds(PresenceFact.Any, maxLength: 12, facts =>
        {
            var presence = Told(facts);
            Assert.All(facts, fact => Assert.Same(presence, fact.TellTo(presence)));
        });

    [Fact]
    public void Presence_survives_being_stored() =>
        Check.Holds(PresenceFact.Any, maxLength: 12, facts =>
        {
            var presence = Told(facts);
            var stored = JsonSerializer.Deserialize<Presence>(JsonSerializer.Serialize(presence))!;
            Assert.Equal(Spans(presence), Spans(stored));
            Assert.All(facts, fact => Assert.Same(stored, fact.TellTo(stored)));
        });

    private static Presence Told(IEnumerable<PresenceFact> facts) =>
        facts.Aggregate(Presence.None, (presence, fact) => fact.TellTo(presence));

    private static Span[] Spans(Presence presence) => [.. presence.Spans(Desk.Start, null, Desk.At(EndMs))];
}
