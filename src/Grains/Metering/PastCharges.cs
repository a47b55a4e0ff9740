using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>
/// Charges a segment for stretches of presence that lie before <see cref="Wallet.SettledUntil"/>, each instant from cards that were valid then and
/// at the rate of then. Where no card pays it goes on at the next one's activation: the gap is free.
/// </summary>
internal sealed class PastCharges
{
    private readonly Wallet wallet;
    private readonly Card[] cards;
    private Segment segment;
    private ImmutableArray<Span> unpaid = [];
    private DateTimeOffset? limitedAt;

    private PastCharges(Wallet wallet, Segment segment, IEnumerable<Debit> returned)
    {
        this.wallet = wallet;
        this.segment = segment;
        cards = [.. wallet.Cards.Select(AsOfThen)];
        foreach (var debit in returned)
        {
            var index = wallet.Cards.FindIndex(card => card.Id == debit.CardId);
            cards[index] = cards[index].Burn(-debit.Micros);
        }
    }

    /// <summary>
    /// Charges what of <paramref name="presence"/> is not before <paramref name="from"/>, behind the segment's last piece, and lets the segment
    /// run if the last span goes on now. Otherwise it is paused where that span ends, exhausted where the credit ended, or limited where its day's
    /// allowance did: then nothing after that is charged.
    /// <paramref name="returned"/> was charged for the same time before; each card gets, or gives, only the difference.
    /// </summary>
    public static Wallet Charge(
        Wallet wallet, Segment segment, ImmutableArray<Span> presence, DateTimeOffset from, IEnumerable<Debit> returned)
    {
        var past = new PastCharges(wallet, segment, returned);
        var due = SpanSets.Union(presence.Select(span => span.Clip(from, wallet.SettledUntil)));
        foreach (var span in SpanSets.Minus(due, segment.Free ?? [])) past.ChargeAtItsRates(span);
        return LateCharges.StopSpent(past.Stop(past.Settled(), presence is [.., var last] ? last.End : segment.OpenedAt));
    }

    /// <summary>A card that is frozen now had paid while it was not, and still does: with what it gave then.</summary>
    private static Card AsOfThen(Card card) => card.FrozenAt is { } frozenAt
        ? card with { FrozenAt = null, AvailableMicros = 0, ExpiresAt = Instants.Earlier(card.ExpiresAt, frozenAt) }
        : card;

    private void ChargeAtItsRates(Span span)
    {
        for (var from = span.From; from < span.End;)
        {
            var (ratePermille, until) = segment.RateAt(from);
            until = Instants.Earlier(until, span.End);
            Charge(from, until, ratePermille);
            from = until;
        }
    }

    private void Charge(DateTimeOffset from, DateTimeOffset to, int ratePermille)
    {
        while (from < to && limitedAt is null)
        {
            if (Quotas.LastsUntil(wallet, segment, from) == from)
            {
                limitedAt = from;
                return;
            }

            var paidFrom = Instants.Earlier(NextPaying(from), to);
            unpaid = unpaid.Add(new(from, paidFrom));
            if (paidFrom == to) return;
            FreeTheUnpaid();
            from = paidFrom;
            var until = Instants.Earlier(Quotas.LastsUntil(wallet, segment, from), to);
            if (until == from) continue;
            Begin(from, ratePermille);
            var lane = new Accrual.Lane(segment with { RatePermille = ratePermille });
            from = Accrual.Run(cards, [lane], from, until) ?? until;
            segment = segment with { Pieces = lane.Pieces.ToImmutable() };
        }
    }

    private Wallet Settled()
    {
        var settled = wallet;
        for (var i = 0; i < cards.Length; i++)
        {
            var difference = cards[i].AvailableMicros - AsOfThen(wallet.Cards[i]).AvailableMicros;
            if (difference < 0) settled = settled.Replace(wallet.Cards[i].Burn(-difference));
            else if (difference > 0) settled = Corrections.Return(settled, new Debit(cards[i].Id, difference), segment.SessionId);
        }

        return settled;
    }

    private Wallet Stop(Wallet charged, DateTimeOffset end)
    {
        if (limitedAt is { } at) return charged.Replace(Stopped(SegmentState.Limited, at));
        unpaid = unpaid.RemoveAll(span => span.IsEmpty);
        if (!unpaid.IsEmpty && charged.AvailableMicros == 0)
            return charged.Replace(Stopped(SegmentState.Exhausted, unpaid[0].From));

        // Credit that came after the last of these stretches: it is not for them.
        FreeTheUnpaid();
        if (end <= wallet.SettledUntil) return charged.Replace(Stopped(SegmentState.Paused, end));
        Begin(wallet.SettledUntil, segment.RatePermille);
        return charged.Replace(segment with { State = SegmentState.Running, StoppedAt = null });
    }

    private Segment Stopped(SegmentState state, DateTimeOffset at) =>
        segment with { State = state, StoppedAt = at, Pieces = WithoutEmptyEnd(segment.Pieces) };

    private void FreeTheUnpaid()
    {
        segment = segment.WithFree([.. unpaid]);
        unpaid = [];
    }

    /// <summary>The last piece grows on where nothing tells it from its continuation; otherwise another begins.</summary>
    private void Begin(DateTimeOffset at, int ratePermille)
    {
        var pieces = segment.Pieces;
        if (pieces is [.., var last] && last.To == at && last.RatePermille == ratePermille && last.Basis == Basis.Presence
            && last.ForgivenMicros == 0 && !last.Debits.Any(HasExpired)) return;
        segment = segment with { Pieces = WithoutEmptyEnd(pieces).Add(new Piece(at, 0, ratePermille, Basis.Presence, [])) };
    }

    /// <summary>Without pieces at the end that never came to last; they may lie behind the end that is known now.</summary>
    private static ImmutableArray<Piece> WithoutEmptyEnd(ImmutableArray<Piece> pieces)
    {
        while (pieces is [.., { ElapsedMs: 0 }]) pieces = pieces.RemoveAt(pieces.Length - 1);
        return pieces;
    }

    /// <summary>No piece spans the expiry of a card that it debits (I8).</summary>
    private bool HasExpired(Debit debit) => wallet.FindCard(debit.CardId) is not { } card || card.ExpiresAt <= wallet.SettledUntil;

    private DateTimeOffset NextPaying(DateTimeOffset from)
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var card in cards)
            if (Instants.Later(from, card.ActivatedAt) is var at && at < next && card.PaysAt(at)) next = at;
        return next;
    }
}
