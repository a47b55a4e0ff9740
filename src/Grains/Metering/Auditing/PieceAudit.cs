using System.Collections.Immutable;

namespace MindBot.Grains.Metering.Auditing;

/// <summary>The pieces of a session, open or closed.</summary>
internal static class PieceAudit
{
    /// <summary>Each piece by itself, and all of them in order between the session's beginning and its end.</summary>
    public static void Run(
        Wallet wallet, string session, ImmutableArray<Piece> pieces, DateTimeOffset openedAt, DateTimeOffset endedAt, Findings findings)
    {
        var last = openedAt;
        foreach (var piece in pieces)
        {
            ByItself(wallet, session, piece, findings);
            // What only the client measured has a length and no place.
            if (piece.Basis == Basis.Client) continue;
            findings.InOrder(last, piece.From, Invariants.BurnOrder, "pieces neither overlap nor begin before their session", session: session);
            findings.InOrder(piece.To, endedAt, Invariants.BurnOrder, "no piece goes beyond its session", session: session);
            last = piece.To;
        }
    }

    private static void ByItself(Wallet wallet, string session, Piece piece, Findings findings)
    {
        findings.Equal(
            piece.ElapsedMs * piece.RatePermille, piece.ChargedMicros + piece.ForgivenMicros, Invariants.SessionAddsUp,
            "debits + forgiven = elapsed × rate", session: session);
        findings.NotNegative(piece.ElapsedMs, "elapsed", session: session);
        findings.NotNegative(piece.ForgivenMicros, "forgiven", session: session);
        findings.Holds(piece.RatePermille > 0, Invariants.SessionAddsUp, "a rate is positive", session: session);
        if (piece.ForgivenMicros > piece.RatePermille)
            findings.Equal(piece.RatePermille, piece.ForgivenMicros, Invariants.SessionAddsUp, "at most a millisecond is forgiven", session: session);
        foreach (var debit in piece.Debits)
            findings.Holds(debit.Micros > 0, Invariants.NothingNegative, "a debit is positive", debit.CardId, session);
        if (piece.Basis != Basis.Client && piece.RatePermille > 0) CardsInTime(wallet, session, piece, findings);
    }

    /// <summary>Debits are in the order of time, so each one's milliseconds are known: its card must have been valid in all of them.</summary>
    private static void CardsInTime(Wallet wallet, string session, Piece piece, Findings findings)
    {
        var burnt = 0L;
        foreach (var debit in piece.Debits)
        {
            var first = piece.From.AddMs(burnt / piece.RatePermille);
            burnt += debit.Micros;
            var end = piece.From.AddMs((burnt + piece.RatePermille - 1) / piece.RatePermille);
            if (wallet.FindCard(debit.CardId) is not { } card) continue;
            findings.InOrder(card.ActivatedAt, first, Invariants.BurnOrder, "no card pays for earlier time", card.Id, session);
            findings.InOrder(end, card.ExpiresAt, Invariants.BurnOrder, "no card pays beyond its expiry", card.Id, session);
        }
    }
}
