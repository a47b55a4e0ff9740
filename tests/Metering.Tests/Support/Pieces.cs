using MindBot.Grains.Metering;

namespace MindBot.Metering.Tests.Support;

/// <summary>What holds for every piece, wherever it is.</summary>
internal static class Pieces
{
    public static void Inspect(Wallet wallet, Piece piece)
    {
        Audit.Require(piece.ElapsedMs >= 0 && piece.Debits.All(debit => debit.Micros > 0), "I3", piece);
        Audit.Require(piece.ChargedMicros + piece.ForgivenMicros == piece.ElapsedMs * piece.RatePermille, "I2", piece);
        // A session whose turn comes after the pool ran dry within the millisecond is forgiven all of that millisecond.
        Audit.Require(piece.ForgivenMicros >= 0 && piece.ForgivenMicros <= piece.RatePermille, "I2: at most a millisecond is forgiven", piece);
        if (piece.Basis != Basis.Client) InspectCardsInTime(wallet, piece);
    }

    /// <summary>How much of a piece falls on which UTC day; what only the client measured falls on the day of its report.</summary>
    public static IEnumerable<(DateOnly Day, long Ms)> Days(Piece piece)
    {
        for (var from = piece.From; from < piece.To;)
        {
            var to = piece.Basis == Basis.Client ? piece.To : Instants.Earlier(piece.To, new(from.UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
            yield return (DateOnly.FromDateTime(from.UtcDateTime), Instants.ElapsedMs(from, to));
            from = to;
        }
    }

    /// <summary>Debits are in the order of time, so each one's milliseconds are known: its card must have been valid in all of them (I8).</summary>
    private static void InspectCardsInTime(Wallet wallet, Piece piece)
    {
        var burnt = 0L;
        foreach (var debit in piece.Debits)
        {
            var first = piece.From.AddMs(burnt / piece.RatePermille);
            burnt += debit.Micros;
            var last = piece.From.AddMs((burnt + piece.RatePermille - 1) / piece.RatePermille - 1);
            if (wallet.FindCard(debit.CardId) is not { } card) continue;
            Audit.Require(card.ActivatedAt <= first, "I8: later credit never pays for earlier time", piece, card);
            Audit.Require(last < card.ExpiresAt, "I8: no card pays beyond its expiry", piece, card);
        }
    }
}
