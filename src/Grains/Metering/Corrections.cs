using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>Gives provisional debits back when a session turns out to have stopped earlier than it was settled.</summary>
internal static class Corrections
{
    /// <summary>
    /// Cuts the segment's pieces at <paramref name="at"/> and returns what was charged beyond it, newest debit first. No other
    /// session is replayed.
    /// </summary>
    public static Wallet CutAt(Wallet wallet, string sessionId, DateTimeOffset at)
    {
        var (segment, returned) = Cut(wallet.Find(sessionId)!, at);
        wallet = wallet.Replace(segment);
        foreach (var debit in returned) wallet = Return(wallet, debit, sessionId);
        return wallet;
    }

    /// <summary>The segment without what lies beyond <paramref name="at"/>, and the debits for that, newest first.</summary>
    public static (Segment Kept, List<Debit> Returned) Cut(Segment segment, DateTimeOffset at)
    {
        var pieces = segment.Pieces.ToBuilder();
        var returned = new List<Debit>();
        while (pieces.Count > 0 && pieces[^1].To > at)
        {
            var piece = pieces[^1];
            pieces.RemoveAt(pieces.Count - 1);
            var keptMs = Math.Max(0, Instants.ElapsedMs(piece.From, at));
            var kept = Keep(piece, keptMs, returned);
            if (keptMs == 0) continue;
            pieces.Add(kept);
            break;
        }

        return (segment with { Pieces = pieces.ToImmutable() }, returned);
    }

    private static Piece Keep(Piece piece, long keptMs, List<Debit> returned)
    {
        var worth = keptMs * piece.RatePermille;
        var surplus = Math.Max(0, piece.ChargedMicros - worth);
        var debits = piece.Debits.ToBuilder();
        while (surplus > 0)
        {
            var newest = debits[^1];
            var part = Math.Min(surplus, newest.Micros);
            surplus -= part;
            returned.Add(newest with { Micros = part });
            if (part == newest.Micros) debits.RemoveAt(debits.Count - 1);
            else debits[^1] = newest with { Micros = newest.Micros - part };
        }

        var kept = piece with { ElapsedMs = keptMs, Debits = debits.ToImmutable() };
        return kept with { ForgivenMicros = worth - kept.ChargedMicros };
    }

    public static Wallet Return(Wallet wallet, Debit debit, string sessionId)
    {
        var card = wallet.FindCard(debit.CardId)
            ?? throw new InvalidOperationException($"Card {debit.CardId} left the wallet while session {sessionId} still debits it.");
        var at = wallet.SettledUntil;
        if (card.FrozenAt is not null)
            wallet = wallet.Book(at, EntryKind.Freeze, -debit.Micros, sessionId, card.Id);
        else
            wallet = wallet with { LastCreditAt = at };

        // A card that was frozen after its expiry gets its days at the thaw, which adds the time since it was frozen.
        var livesFrom = card.FrozenAt ?? at;
        if (card.ExpiresAt <= livesFrom) card = card with { ExpiresAt = livesFrom + Retention.ReturnedCredit };
        wallet = wallet.Replace(card.Burn(-debit.Micros));

        // A refund of this card in the meantime took it for spent and made it a debt. Other debts wait for new credit.
        return card.OwedElsewhere ? wallet : Credits.PayDebt(wallet, card.Id, Math.Min(debit.Micros, card.DebtCausedMicros));
    }
}
