using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Reference;

internal enum Deed { Open, Pause, Resume, Measure, Close, Settle }

/// <summary>One step of a story of limited sessions: <paramref name="WaitMs"/> pass, then the deed is done. Numbers are read as it needs them.</summary>
internal sealed record Turn(Deed Deed, int WaitMs, int A, int B);

/// <summary>Tells one story, shortly before midnight, to the rules and to the model, side by side.</summary>
internal sealed class AllowanceStory
{
    private const long BeginsMs = Desk.DayMs - 1_500;

    private static readonly Dictionary<string, long> Limits = new() { ["pixel"] = 1_050, ["oak"] = 1_400 };

    private readonly Desk desk = new();
    private readonly AllowanceModel model = new(Limits, BeginsMs);
    private long now = BeginsMs;
    private int names;

    public static void Play(Turn[] turns)
    {
        var story = new AllowanceStory();
        story.desk.Credit("A", 1000 * Desk.Minute);
        foreach (var turn in turns) story.Take(turn);
        story.Take(new(Deed.Settle, 1_000, 0, 0));
    }

    private void Take(Turn turn)
    {
        now += turn.WaitMs;
        var open = model.Open.ToArray();
        var talk = open.Length > 0 ? open[turn.A % open.Length] : null;
        var earlier = now - turn.B;
        switch (turn.Deed)
        {
            case Deed.Open:
                Open(turn);
                break;
            case Deed.Pause when talk is not null:
                desk.Pause(talk.Id, now, at: earlier);
                model.Pause(talk, earlier, now);
                break;
            case Deed.Resume when talk is not null:
                desk.Resume(talk.Id, now, from: earlier);
                model.Resume(talk, earlier, now);
                break;
            case Deed.Measure when talk is not null:
                Measure(talk, turn);
                break;
            case Deed.Close when talk is not null:
                long? reported = turn.A % 3 == 0 ? turn.B * 3 : null;
                var verdict = desk.Close(talk.Id, now, at: earlier, clientMs: reported);
                Assert.Equal(model.Close(talk, earlier, reported, now), verdict == Verdict.Done);
                break;
            default:
                desk.Settle(now);
                model.PassTo(now);
                break;
        }

        Compare();
    }

    private void Open(Turn turn)
    {
        var id = $"s{names++}";
        var key = (turn.A % 5) switch { 0 => null, 1 or 2 => "oak", _ => "pixel" };
        var quota = key is null ? null : new Quota(key, Limits[key]);
        Assert.Equal(model.Begin(id, key, now), desk.Open(id, now, quota: quota) == Verdict.Done);
    }

    /// <summary>Up to two visits, the last of which may go on.</summary>
    private void Measure(AllowanceModel.Talk talk, Turn turn)
    {
        var from = Math.Max(BeginsMs, now - turn.B - turn.A % 400);
        var part = 1 + turn.A % 70;
        Span[] spans = (turn.A / 7 % 5) switch
        {
            0 => [],
            1 => [Desk.Span(from)],
            2 => [Desk.Span(Math.Min(from, now), now)],
            3 => [Desk.Span(from, from + part), Desk.Span(from + 2 * part)],
            _ => [Desk.Span(BeginsMs, BeginsMs + part), Desk.Span(BeginsMs + 2 * part, BeginsMs + 5 * part)],
        };
        // What is told lies in the past.
        spans = [.. SpanSets.Union(spans.Where(span => span.From <= Desk.At(now)).Select(
            span => span.To > Desk.At(now) ? span with { To = Desk.At(now) } : span))];
        desk.Measure(talk.Id, now, spans);
        long? end = spans is not [.., var last] ? -1 : last.To is { } to ? Desk.MsOf(to) : null;
        model.Measure(talk, BeginsMs, ms => spans.Any(span => span.From <= Desk.At(ms) && (span.To is null || Desk.At(ms) < span.To)), end, now);
    }

    private void Compare()
    {
        foreach (var key in Limits.Keys)
            for (var day = 0; day <= 1; day++)
                Assert.Equal(model.UsedOn(key, day), desk.Wallet.UsedMs(key, Quotas.DayOf(Desk.At(day * Desk.DayMs))));
        foreach (var talk in model.Talks)
            if (talk.Closed)
                Assert.Equal((talk.Elapsed, Desk.At(talk.Stopped!.Value)), (desk.Settlement(talk.Id).ElapsedMs, desk.Settlement(talk.Id).ClosedAt));
            else
                Assert.Equal(
                    (talk.Elapsed, talk.State, talk.Stopped),
                    (desk.Segment(talk.Id).ElapsedMs, desk.Segment(talk.Id).State.ToString(),
                        desk.Segment(talk.Id).StoppedAt is { } at ? Desk.MsOf(at) : null));
    }
}
