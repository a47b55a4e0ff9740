using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Reference;

internal enum Act { Credit, Open, Measure, Close, Settle }

/// <summary>One step of a small story: <paramref name="WaitMs"/> passes, then the act happens. Numbers are read as the act needs them.</summary>
internal sealed record Step(Act Act, int WaitMs, int A, int B);

/// <summary>Tells one story to the rules and to the brute-force model, side by side.</summary>
internal sealed class ReferenceStory
{
    /// <summary>Lets a session open, which takes a second's worth; it is frozen again before any time passes.</summary>
    private const string Collateral = "zz-collateral";

    private readonly Desk desk = new();
    private readonly BruteForce model = new();
    private long now;
    private int names;

    public static void Play(Step[] steps)
    {
        var story = new ReferenceStory();
        story.desk.Credit(Collateral, Desk.Minute);
        story.desk.Freeze(Collateral, 0);
        foreach (var step in steps) story.Take(step);
        story.Take(new(Act.Settle, 75, 0, 0));
        foreach (var open in story.model.Sessions.Where(s => !s.Closed).ToArray()) story.Close(open.Id, story.now);
        story.Compare();
    }

    private void Take(Step step)
    {
        now += step.WaitMs;
        switch (step.Act)
        {
            case Act.Credit:
                var card = $"c{names++}";
                var expires = now + 1 + step.B;
                desk.Credit(card, step.A + 1, now, expires);
                model.Credit(card, step.A + 1, expires, now);
                break;
            case Act.Open:
                var session = $"s{names++}";
                desk.Thaw(Collateral, now);
                Assert.Equal(Verdict.Done, desk.Open(session, now, rate: step.A + 1));
                desk.Freeze(Collateral, now);
                model.Open(session, step.A + 1, now);
                break;
            case Act.Close when model.Sessions.Where(s => !s.Closed).ToArray() is { Length: > 0 } open:
                Close(open[step.A % open.Length].Id, now - step.B % 40);
                break;
            case Act.Measure when model.Sessions.Where(s => !s.Closed).ToArray() is { Length: > 0 } open:
                Measure(open[step.A % open.Length], step);
                break;
            default:
                desk.Settle(now);
                model.PassTo(now);
                break;
        }

        Compare();
    }

    private void Close(string session, long end)
    {
        desk.Close(session, now, at: end);
        model.Close(session, end, now);
    }

    /// <summary>Up to three visits, the last of which may go on.</summary>
    private void Measure(BruteForce.Session session, Step step)
    {
        var from = Math.Max(0, now - step.B - step.A % 40);
        var part = 1 + step.A % 7;
        Span[] spans = (step.A / 7 % 6) switch
        {
            0 => [],
            1 => [Desk.Span(from)],
            2 => [Desk.Span(Math.Min(from, now), now)],
            3 => [Desk.Span(from, from + part), Desk.Span(from + 2 * part)],
            4 => [Desk.Span(0, part), Desk.Span(part + 2, from + part + 3)],
            _ => [Desk.Span(0, part), Desk.Span(2 * part, 3 * part), Desk.Span(3 * part + 1, Math.Max(from, 4 * part))],
        };
        // What is told lies in the past.
        spans = [.. SpanSets.Union(spans.Where(span => span.From <= Desk.At(now)).Select(
            span => span.To > Desk.At(now) ? span with { To = Desk.At(now) } : span))];
        desk.Measure(session.Id, now, spans);
        long? end = spans is not [.., var last] ? -1 : last.To is { } to ? Desk.MsOf(to) : null;
        model.Measure(session.Id, ms => spans.Any(span => span.From <= Desk.At(ms) && (span.To is null || Desk.At(ms) < span.To)), end, now);
    }

    private void Compare()
    {
        Assert.Equal(model.Balance, desk.Balance);
        foreach (var card in model.Cards)
        {
            var actual = desk.Card(card.Id);
            Assert.Equal(
                (card.Available, card.Expired, Desk.At(card.Expires)), (actual.AvailableMicros, actual.ExpiredMicros, actual.ExpiresAt));
        }

        foreach (var session in model.Sessions)
        {
            var pieces = session.Closed ? desk.Settlement(session.Id).Pieces : desk.Segment(session.Id).Pieces;
            Assert.Equal(session.Paid.Count, pieces.Sum(piece => piece.ElapsedMs));
            Assert.Equal(
                Totals(session.Paid.SelectMany(ms => ms.Payments).Select(p => (p.Card.Id, p.Micros))),
                Totals(pieces.SelectMany(piece => piece.Debits).Select(debit => (debit.CardId, debit.Micros))));
            if (!session.Closed)
                Assert.Equal(session.Free.Order(), (desk.Segment(session.Id).Free ?? []).SelectMany(Milliseconds).ToArray());
            DateTimeOffset? stopped = session.Stopped is { } ms ? Desk.At(ms) : null;
            Assert.Equal(stopped, session.Closed ? desk.Settlement(session.Id).ClosedAt : desk.Segment(session.Id).StoppedAt);
        }
    }

    private static IEnumerable<long> Milliseconds(Span span)
    {
        for (var at = span.From; at < span.To; at = at.AddMs(1)) yield return Desk.MsOf(at);
    }

    private static string Totals(IEnumerable<(string Card, long Micros)> debits) => string.Join(
        ", ", debits.GroupBy(d => d.Card).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}: {g.Sum(d => d.Micros)}"));
}
