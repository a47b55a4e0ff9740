using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>
/// Charges time that lies before <see cref="Wallet.SettledUntil"/>: a join that was reported late, a gap that a late sign of life
/// confirms, time that only the client measured.
/// </summary>
internal static class LateCharges
{
    /// <summary>
    /// Lets the segment run from <paramref name="from"/> on, catching up with the wallet. Only cards that were valid at each instant
    /// pay; where there was none, the segment stops as exhausted.
    /// </summary>
    public static Wallet RunFrom(Wallet wallet, string sessionId, DateTimeOffset from, Basis basis)
    {
        var segment = wallet.Find(sessionId)!;
        segment = segment with
        {
            State = SegmentState.Running,
            StoppedAt = null,
            Pieces = segment.Pieces.Add(new Piece(from, 0, segment.RatePermille, basis, [])),
        };
        if (from < wallet.SettledUntil)
        {
            Card[] cards = [.. wallet.Cards];
            segment = CatchUp(wallet, segment, from, cards);
            wallet = wallet with { Cards = cards.AsImmutable() };
        }

        return StopSpent(wallet.Replace(segment));
    }

    private static Segment CatchUp(Wallet wallet, Segment segment, DateTimeOffset from, Card[] cards)
    {
        while (from < wallet.SettledUntil)
        {
            var until = Instants.Earlier(wallet.SettledUntil, Quotas.LastsUntil(wallet, segment, from));
            if (until == from) return segment with { State = SegmentState.Limited, StoppedAt = from };
            var lane = new Accrual.Lane(segment);
            var exhaustedAt = Accrual.Run(cards, [lane], from, until);
            segment = segment with { Pieces = lane.Pieces.ToImmutable() };
            if (exhaustedAt is { } at) return segment with { State = SegmentState.Exhausted, StoppedAt = at };
            from = until;
        }

        return segment;
    }

    /// <summary>
    /// Adds a piece of <paramref name="elapsedMs"/> that the client reported beyond the measured time, paid by cards that are valid now and
    /// were activated by <paramref name="from"/> (later credit never pays for earlier time), at most what they hold. Who then runs on an empty pool is
    /// not stopped here.
    /// </summary>
    public static Wallet ChargeReported(Wallet wallet, string sessionId, long elapsedMs, DateTimeOffset from)
    {
        var segment = wallet.Find(sessionId)!;
        var owed = elapsedMs * segment.RatePermille;
        var debits = ImmutableArray.CreateBuilder<Debit>();
        foreach (var card in wallet.Cards)
        {
            if (owed == 0) break;
            if (!card.PaysAt(wallet.SettledUntil) || card.ActivatedAt > from) continue;
            var part = Math.Min(owed, card.AvailableMicros);
            owed -= part;
            debits.Add(new Debit(card.Id, part));
            wallet = wallet.Replace(card.Burn(part));
        }

        var charged = elapsedMs * segment.RatePermille - owed;
        elapsedMs = (charged + segment.RatePermille - 1) / segment.RatePermille;
        if (elapsedMs == 0) return wallet;
        var piece = new Piece(
            from, elapsedMs, segment.RatePermille, Basis.Client, debits.ToImmutable(), elapsedMs * segment.RatePermille - charged);
        return wallet.Replace(segment with { Pieces = segment.Pieces.Add(piece) });
    }

    /// <summary>Whatever was just taken may have been the last: nobody runs on an empty pool, or on an allowance that is used up.</summary>
    internal static Wallet StopSpent(Wallet wallet)
    {
        if (wallet.BurnRatePermille == 0) return wallet;
        if (wallet.AvailableMicros > 0) return Quotas.StopSpent(wallet);
        var segments = wallet.Segments.Select(segment => segment.Running
            ? segment with { State = SegmentState.Exhausted, StoppedAt = wallet.SettledUntil }
            : segment);
        return wallet with { Segments = [.. segments] };
    }
}
