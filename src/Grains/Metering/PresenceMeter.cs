using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>Meters a session by presence: it is charged for the spans that it is given, whatever was charged before.</summary>
public static class PresenceMeter
{
    /// <summary>
    /// Makes the session's segment charge exactly <paramref name="spans"/>, as far as they are past, and run on if the last of them does.
    /// What is charged already and agrees stays; from the first instant that does not, everything is returned and charged anew. Without any
    /// span all of it is returned. Where the pool was empty presence is free, and stays so. Measuring the same again changes nothing.
    /// </summary>
    /// <param name="onWord">
    /// Time of which only the client tells: what was metered of it stays charged, and nothing else. Nobody was seen in the gaps that an outage left.
    /// </param>
    public static Decision Measure(Wallet wallet, Caller caller, ImmutableArray<Span> spans, DateTimeOffset now, ImmutableArray<Span> onWord = default)
    {
        wallet = wallet.Settle(now);
        if (Fencing.Check(wallet, caller) is { } known) return new(wallet, known);
        var segment = wallet.Find(caller.SessionId)! with { Sequence = caller.Sequence };
        if (!onWord.IsDefaultOrEmpty) spans = [.. spans, .. SpanSets.Both(Metered(segment, wallet.SettledUntil), SpanSets.Union(onWord))];
        wallet = Charge(wallet, segment, Known(spans, wallet.PaidUntil(segment.Room), wallet.SettledUntil));
        segment = wallet.Find(caller.SessionId)!;
        return new(wallet.Replace(segment with { ConfirmedUntil = segment.StoppedAt ?? wallet.SettledUntil }), Verdict.Done);
    }

    private static Wallet Charge(Wallet wallet, Segment segment, ImmutableArray<Span> presence)
    {
        var lastEnd = presence is [.., var last] ? last.End : DateTimeOffset.MinValue;
        var creditAgain = wallet.AvailableMicros > 0;
        if (creditAgain) segment = segment.FreeUntilCredit(wallet.LastCreditAt);

        var staysExhausted = segment.State == SegmentState.Exhausted && !creditAgain && lastEnd >= segment.StoppedAt;
        var settled = SpanSets.Union(presence.Select(span => span.Clip(DateTimeOffset.MinValue, wallet.SettledUntil)));
        var disagreesAt = FirstDisagreement(staysExhausted ? segment.WithFree(new Span(segment.StoppedAt!.Value, null)) : segment, settled);
        if (disagreesAt is null && (staysExhausted || (segment.Running && lastEnd > wallet.SettledUntil))) return wallet.Replace(segment);

        var from = disagreesAt ?? wallet.SettledUntil;
        (segment, var returned) = Corrections.Cut(segment, from);
        if (presence is [var first, ..]) segment = segment.OpenedBy(first.From);
        return PastCharges.Charge(wallet, segment, presence, from, returned);
    }

    /// <summary>
    /// A span that seems to begin in the future comes from a clock that is ahead of this one: it begins now. What another session of the same room was
    /// charged for is left to it.
    /// </summary>
    private static ImmutableArray<Span> Known(ImmutableArray<Span> spans, DateTimeOffset paidUntil, DateTimeOffset now) =>
        SpanSets.Union(spans.Select(span => new Span(Instants.Earlier(span.From.FloorMs(), now), span.To?.FloorMs()).Clip(paidUntil, null)));

    /// <summary>What is charged, and what will be if nobody says otherwise.</summary>
    private static ImmutableArray<Span> Metered(Segment segment, DateTimeOffset now) =>
        segment.Running ? SpanSets.Union([.. Charged(segment), new Span(now, null)]) : Charged(segment);

    private static ImmutableArray<Span> Charged(Segment segment) => SpanSets.Union(segment.Pieces.Select(piece => new Span(piece.From, piece.To)));

    private static DateTimeOffset? FirstDisagreement(Segment segment, ImmutableArray<Span> presence)
    {
        var charged = Charged(segment);
        var unpaid = SpanSets.FirstOutside(presence, SpanSets.Union([.. charged, .. segment.Free ?? []]));
        var absent = SpanSets.FirstOutside(charged, presence);
        return absent is { } at && !(unpaid < at) ? at : unpaid;
    }
}
