using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

/// <summary>
/// One visit to a session's room: from, how long, and how many milliseconds late its join and its end are told. <paramref name="Size"/> is
/// read as the story needs it.
/// </summary>
internal sealed record Visit(int Session, int FromMs, int LengthMs, int JoinLateMs, int EndLateMs, int Size)
{
    public static readonly Gen<Visit> Any =
        from session in Gen.Choose(0, 2)
        from start in Gen.Choose(0, 3_000)
        from length in Gen.OneOf(Gen.Choose(1, 30), Gen.Choose(1, 1_500))
        from joinLate in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 2_000))
        from endLate in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 2_000))
        from size in Gen.Choose(0, 1_000_000)
        select new Visit(session, start, length, joinLate, endLate, size);

    public int ToMs => FromMs + LengthMs;
}

/// <summary>
/// Tells several sessions' visits to one wallet, fact by fact, each as late as it comes, and measures after each. Every step is audited, and
/// measured twice.
/// </summary>
internal sealed class PresenceStory
{
    private static readonly int[] Rates = [250, 333, 400, 1000, 1200, 3000];

    private readonly Visit[] visits;
    private readonly Dictionary<int, Presence> presences = [];
    private readonly Dictionary<int, List<(long Since, int Rate)>> rates = [];

    public PresenceStory(Visit[] visits) => this.visits = visits;

    public Desk Desk { get; } = new();

    public IEnumerable<int> Sessions => rates.Keys;

    public static string Name(int session) => $"s{session}";

    /// <summary>Credit, rate changes and claims happen between the facts.</summary>
    public void Play(IEnumerable<(long AtMs, Action<long> Happens)> between)
    {
        var steps = between.ToList();
        for (var i = 0; i < visits.Length; i++)
        {
            var (visit, sid) = (visits[i], $"PA_{i}");
            steps.Add((visit.FromMs + visit.JoinLateMs, now => Tell(
                visit, now, presence => presence.Join("RM", sid, Desk.At(visit.FromMs)))));
            steps.Add((visit.ToMs + visit.EndLateMs, now => Tell(
                visit, now, presence => presence.Leave("RM", sid, visit.Size % 2 == 0 ? Desk.At(visit.FromMs) : null, Desk.At(visit.ToMs)))));
        }

        foreach (var (at, happens) in steps.OrderBy(step => step.AtMs)) happens(at);
        var end = steps.Max(step => step.AtMs);
        foreach (var session in Sessions) Measure(session, end);
    }

    public void ChangeRate(int session, int size, long now)
    {
        if (!rates.ContainsKey(session)) return;
        var rate = Rates[size % Rates.Length];
        Desk.ChangeRate(Name(session), rate, now);
        rates[session].Add((now, rate));
    }

    public void Claim(int session, long now)
    {
        if (rates.ContainsKey(session)) Desk.Claim(Name(session), now);
    }

    /// <summary>The visits' milliseconds.</summary>
    public bool[] Truth(int session)
    {
        var present = new bool[visits.Max(visit => visit.ToMs)];
        foreach (var visit in visits.Where(visit => visit.Session == session)) Array.Fill(present, true, visit.FromMs, visit.LengthMs);
        return present;
    }

    public long RateAt(int session, long ms) =>
        rates[session].LastOrDefault(rate => rate.Since <= ms, rates[session][0]).Rate;

    private void Tell(Visit visit, long now, Func<Presence, Presence> fact)
    {
        var session = visit.Session;
        presences[session] = fact(presences.GetValueOrDefault(session, Presence.None));
        if (!rates.ContainsKey(session)) Open(visit, now);
        if (rates.ContainsKey(session)) Measure(session, now);
    }

    /// <summary>Without credit a session does not open; the next fact tries again.</summary>
    private void Open(Visit visit, long now)
    {
        var rate = Rates[visit.Size % Rates.Length];
        if (Desk.Open(Name(visit.Session), now, rate, from: Math.Min(visit.FromMs, now), basis: Basis.Presence) == Verdict.Done)
            rates[visit.Session] = [(0, rate)];
    }

    private void Measure(int session, long now)
    {
        var spans = Spans(session);
        Assert.Equal(Verdict.Done, Desk.Measure(Name(session), now, spans));
        var once = Desk.Wallet;
        Assert.Equal(Verdict.Done, Desk.Measure(Name(session), now, spans));
        Assert.Equal(WithoutSequence(once, session), WithoutSequence(Desk.Wallet, session));
        NothingButPresenceIsCharged(session, spans);
    }

    public ImmutableArray<Span> Spans(int session) => presences[session].Spans(Desk.Start, null, null);

    private void NothingButPresenceIsCharged(int session, ImmutableArray<Span> spans)
    {
        var segment = Desk.Segment(Name(session));
        foreach (var piece in segment.Pieces)
            Assert.Contains(spans, span => span.From <= piece.From && (span.To is null || piece.To <= span.To));
        var until = segment.State == SegmentState.Exhausted ? segment.StoppedAt : Desk.Wallet.SettledUntil;
        var accounted = SpanSets.Union([.. segment.Pieces.Select(piece => new Span(piece.From, piece.To)), .. segment.Free ?? []]);
        var due = SpanSets.Union(spans.Select(span => span.Clip(Desk.Start, until)));
        Assert.Empty(SpanSets.Minus(due, accounted));
    }

    private static string WithoutSequence(Wallet wallet, int session) =>
        Canonical.Text(wallet.Replace(wallet.Find(Name(session))! with { Sequence = 0 }));
}
