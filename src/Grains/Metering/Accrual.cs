using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>
/// Burns credit for a stretch of time: the one place where consumption happens. Several segments that run together draw from
/// the same card at the same millisecond, oldest segment first, so the outcome depends on no settlement schedule: a stretch cut
/// anywhere at whole milliseconds gives the same debits as in one go.
/// </summary>
internal static class Accrual
{
    /// <summary>One segment taking part. Its last piece grows.</summary>
    internal sealed class Lane(Segment segment)
    {
        public int RatePermille { get; } = segment.RatePermille;
        public ImmutableArray<Piece>.Builder Pieces { get; } = segment.Pieces.ToBuilder();

        public void Extend(long elapsedMs) => Pieces[^1] = Pieces[^1] with { ElapsedMs = Pieces[^1].ElapsedMs + elapsedMs };

        public void Debit(string cardId, long micros)
        {
            var debits = Pieces[^1].Debits;
            debits = debits is [.., var last] && last.CardId == cardId
                ? debits.SetItem(debits.Length - 1, last with { Micros = last.Micros + micros })
                : debits.Add(new Debit(cardId, micros));
            Pieces[^1] = Pieces[^1] with { Debits = debits };
        }

        public void Forgive(long micros) => Pieces[^1] = Pieces[^1] with { ForgivenMicros = Pieces[^1].ForgivenMicros + micros };

        /// <summary>No piece spans a card's expiry (I8).</summary>
        public void Split(DateTimeOffset at)
        {
            if (Pieces[^1].ElapsedMs > 0) Pieces.Add(new Piece(at, 0, RatePermille, Pieces[^1].Basis, []));
        }
    }

    /// <summary>
    /// Charges <paramref name="lanes"/> for [from, to) against <paramref name="cards"/> (in burn order, changed in place).
    /// Answers the instant at which the credit ran out, or null when it lasts beyond <paramref name="to"/>.
    /// </summary>
    public static DateTimeOffset? Run(Card[] cards, List<Lane> lanes, DateTimeOffset from, DateTimeOffset to)
    {
        var ratePermille = 0L;
        foreach (var lane in lanes) ratePermille += lane.RatePermille;
        var at = from;
        while (at < to)
        {
            var payer = FirstPaying(cards, at);
            if (payer < 0) return at;
            var expiresAt = cards[payer].ExpiresAt;
            var boundary = Instants.Earlier(Instants.Earlier(to, expiresAt), NextActivation(cards, at));
            var wholeMs = Math.Min(Instants.ElapsedMs(at, boundary), cards[payer].AvailableMicros / ratePermille);
            if (wholeMs > 0)
                Burn(cards, payer, lanes, wholeMs);
            else if (!BurnMixedMillisecond(cards, lanes, at))
                return at.AddMs(1);
            at = at.AddMs(Math.Max(wholeMs, 1));
            if (at == expiresAt)
                foreach (var lane in lanes) lane.Split(at);
        }

        return FirstPaying(cards, to) < 0 ? to : null;
    }

    private static void Extend(List<Lane> lanes, long elapsedMs)
    {
        foreach (var lane in lanes) lane.Extend(elapsedMs);
    }

    private static void Burn(Card[] cards, int payer, List<Lane> lanes, long elapsedMs)
    {
        Extend(lanes, elapsedMs);
        foreach (var lane in lanes) Take(cards, payer, lane, elapsedMs * lane.RatePermille);
    }

    /// <summary>
    /// The millisecond in which a card runs empty: the rest of it falls on the next card, or on nobody.
    /// (The next card expires no earlier, so the caller's split at the first payer's expiry covers both.)
    /// Answers whether everything was paid; otherwise the credit ended here, even if a later card's begins with the next millisecond.
    /// </summary>
    private static bool BurnMixedMillisecond(Card[] cards, List<Lane> lanes, DateTimeOffset at)
    {
        Extend(lanes, 1);
        var paid = true;
        foreach (var lane in lanes)
        {
            long owed = lane.RatePermille;
            while (owed > 0 && FirstPaying(cards, at) is var payer and >= 0)
            {
                var part = Math.Min(owed, cards[payer].AvailableMicros);
                Take(cards, payer, lane, part);
                owed -= part;
            }

            if (owed == 0) continue;
            lane.Forgive(owed);
            paid = false;
        }

        return paid;
    }

    private static void Take(Card[] cards, int payer, Lane lane, long micros)
    {
        if (micros == 0) return;
        var card = cards[payer];
        cards[payer] = card.Burn(micros);
        lane.Debit(card.Id, micros);
    }

    internal static int FirstPaying(Card[] cards, DateTimeOffset at)
    {
        for (var i = 0; i < cards.Length; i++)
            if (cards[i].PaysAt(at)) return i;
        return -1;
    }

    /// <summary>Matters only for time charged late: a card activated in between pays from its activation, never for earlier time.</summary>
    private static DateTimeOffset NextActivation(Card[] cards, DateTimeOffset at)
    {
        var next = DateTimeOffset.MaxValue;
        foreach (var card in cards)
            if (card.ActivatedAt > at && card.AvailableMicros > 0) next = Instants.Earlier(next, card.ActivatedAt);
        return next;
    }
}
