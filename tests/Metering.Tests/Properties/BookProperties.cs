using MindBot.Grains.Metering;
using MindBot.Metering.Tests.Support;

namespace MindBot.Metering.Tests.Properties;

/// <summary>I1, I2, I3, I6, I8: the desk audits the books after every step; here is what takes two wallets to judge.</summary>
public class BookProperties
{
    [Fact]
    public void The_books_balance_after_every_step_of_any_story() =>
        Check.Holds(Op.Any, maxLength: 25, ops => Story.Play(ops, (story, done) =>
        {
            if (done.Op.IsWaiting)
            {
                NoCardWasSparedForALaterOne(done.Before, story.Wallet);
                NoPieceSpansAnExpiry(done.Before, story.Wallet);
            }

            if (done is { Op.Kind: OpKind.ChangeRate, Verdict: Verdict.Done })
                WhatWasBeforeKeepsItsRate(done.Before.Settle(story.Now), story.Wallet);
            UnconfirmedTimeComesBack(story.Wallet, story.Now);
        }));

    /// <summary>While time passes, no card gives anything before those ahead of it in burn order are empty or expired.</summary>
    private static void NoCardWasSparedForALaterOne(Wallet before, Wallet after)
    {
        var payers = before.Cards.Where(card => card.PaysAt(before.SettledUntil)).ToArray();
        for (var later = 1; later < payers.Length; later++)
        {
            if (after.FindCard(payers[later].Id)!.ConsumedMicros == payers[later].ConsumedMicros) continue;
            foreach (var earlier in payers[..later])
                Audit.Require(after.FindCard(earlier.Id)!.AvailableMicros == 0, "I8: burn order", earlier, payers[later]);
        }
    }

    /// <summary>A card that was burning when it expired ends the piece. (One that was empty by then had no expiry that mattered.)</summary>
    private static void NoPieceSpansAnExpiry(Wallet before, Wallet after)
    {
        foreach (var card in before.Cards.Where(card => after.FindCard(card.Id)!.ExpiredMicros > card.ExpiredMicros))
            foreach (var piece in after.Segments.SelectMany(segment => segment.Pieces))
                Audit.Require(
                    piece.To <= card.ExpiresAt || piece.From >= card.ExpiresAt || piece.Debits.All(debit => debit.CardId != card.Id),
                    "I8: a piece spans the expiry of a card that it debits", piece, card);
    }

    private static void WhatWasBeforeKeepsItsRate(Wallet before, Wallet after)
    {
        foreach (var segment in before.Segments)
        {
            var kept = after.Find(segment.SessionId)!.Pieces[..segment.Pieces.Length];
            Audit.Require(Canonical.Text(segment.Pieces) == Canonical.Text(kept), "I8: a rate change leaves what was before alone");
        }
    }

    /// <summary>A crash now would charge nothing beyond the confirmation, and give back exactly the rest.</summary>
    private static void UnconfirmedTimeComesBack(Wallet wallet, DateTimeOffset now)
    {
        foreach (var segment in wallet.Segments)
        {
            var (claimed, _) = Running.Claim(wallet, segment.SessionId, now);
            var after = claimed.Find(segment.SessionId)!;
            Audit.Require(!after.Running && after.StoppedAt <= segment.ConfirmedUntil, "claimed: stopped at the confirmation");
            Audit.Require(after.Pieces.All(piece => piece.To <= segment.ConfirmedUntil), "claimed: nothing beyond the confirmation");
            Audit.Require(
                after.ElapsedMs == segment.Pieces.Sum(piece => MsUntil(piece, segment.ConfirmedUntil)), "claimed: everything before it");
            Audit.Require(Worth(claimed) - Worth(wallet) == segment.ChargedMicros - after.ChargedMicros, "claimed: the rest is back");
        }
    }

    private static long MsUntil(Piece piece, DateTimeOffset end) =>
        Math.Clamp(Instants.ElapsedMs(piece.From, end), 0, piece.ElapsedMs);

    /// <summary>All credit, frozen or not, less the debt.</summary>
    private static long Worth(Wallet wallet) => wallet.Cards.Sum(card => card.AvailableMicros) - wallet.DebtMicros;
}
