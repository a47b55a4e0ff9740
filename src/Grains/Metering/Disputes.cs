namespace MindBot.Grains.Metering;

/// <summary>Money that goes back, or might: freezing, thawing and revoking cards. Unknown cards change nothing.</summary>
public static class Disputes
{
    /// <summary>In the id of credit that came back because too much debt for a card had been paid, between that card's id and a number.</summary>
    private const string PaidBack = ":back:";

    /// <summary>For which card's debt a card is what came back of it; null: none.</summary>
    internal static string? OwedCardOf(string cardId) => cardId.LastIndexOf(PaidBack, StringComparison.Ordinal) is var end and > 0 ? cardId[..end] : null;

    /// <summary>A dispute was opened: nothing may burn the card until it is thawed, not even when its wallet is.</summary>
    public static Wallet Freeze(Wallet wallet, string cardId, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        if (wallet.FindCard(cardId) is not { } card) return wallet;
        if (card.FrozenAt is not null) return card.FrozenWithWallet ? wallet.Replace(card with { FrozenWithWallet = false }) : wallet;
        return LateCharges.StopSpent(wallet
            .Book(wallet.SettledUntil, EntryKind.Freeze, -card.AvailableMicros, cardId: cardId)
            .Replace(card with { FrozenAt = wallet.SettledUntil }));
    }

    /// <summary>The dispute is over in the user's favour: the card lives longer by the time it was frozen. A frozen wallet keeps it frozen.</summary>
    public static Wallet Thaw(Wallet wallet, string cardId, DateTimeOffset now) =>
        wallet.FrozenAt is not null && wallet.FindCard(cardId) is { FrozenWithWallet: true }
            ? wallet.Settle(now)
            : WalletFreezes.Hold(Release(wallet, cardId, now));

    private static Wallet Release(Wallet wallet, string cardId, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        if (wallet.FindCard(cardId) is not { FrozenAt: { } frozenAt } card) return wallet;
        return (wallet with { LastCreditAt = wallet.SettledUntil })
            .Book(wallet.SettledUntil, EntryKind.Thaw, card.AvailableMicros, cardId: cardId)
            .Replace(card with { FrozenAt = null, FrozenWithWallet = false, ExpiresAt = card.ExpiresAt + (wallet.SettledUntil - frozenAt) });
    }

    /// <summary>
    /// Sets how much of a card has been taken back in all because its money went back: <paramref name="totalMicros"/> is cumulative, as
    /// the refunded amount is on the wire, so a repeat changes nothing. More than before: unspent time goes first, expired time counts as
    /// unspent, what was talked away already becomes debt. Less than before (a refund failed): debt goes away first, the rest is credit
    /// again. A frozen card is thawed for it. <paramref name="owedElsewhere"/>: what this card cannot give is somebody else's debt (a gift's buyer has
    /// the money back, not whoever redeemed it); see <see cref="Shortfall"/>.
    /// </summary>
    public static Wallet TakeBack(Wallet wallet, string cardId, long totalMicros, DateTimeOffset now, bool owedElsewhere = false)
    {
        wallet = wallet.Settle(now);
        if (wallet.FindCard(cardId) is not { } known || known.TakenBackMicros == totalMicros) return wallet;
        wallet = Release(wallet, cardId, now);
        var card = wallet.FindCard(cardId)! with { OwedElsewhere = owedElsewhere };
        var changed = totalMicros > card.TakenBackMicros
            ? Revoke(wallet, card, totalMicros - card.TakenBackMicros)
            : Restore(wallet, card, card.TakenBackMicros - totalMicros);
        return WalletFreezes.Hold(changed.Replace(changed.FindCard(cardId)! with { TakenBackMicros = totalMicros }));
    }

    /// <summary>
    /// Makes a card agree with all that is known of its money at once: how much is taken back in all, and whether the rest is disputed. A disputed card is
    /// frozen before and after, so nothing can burn it in between, and nothing of it counts as credit that came back.
    /// </summary>
    public static Wallet Return(Wallet wallet, string cardId, long totalMicros, bool disputed, DateTimeOffset now, bool owedElsewhere = false)
    {
        var returned = TakeBack(wallet, cardId, totalMicros, now, owedElsewhere);
        return disputed ? Freeze(returned, cardId, now) with { LastCreditAt = wallet.LastCreditAt } : Thaw(returned, cardId, now);
    }

    /// <summary>
    /// How much of what was demanded back from a card somebody else owes now. Of a card that the wallet has forgotten nothing was left, so it is all
    /// that had not expired unspent: that was no service.
    /// </summary>
    public static long Shortfall(Wallet wallet, string cardId, long totalMicros) =>
        wallet.FindCard(cardId) is not { } card ? Math.Max(0, totalMicros - wallet.ForgottenExpiredMicros(cardId))
        : card.OwedElsewhere ? card.DebtCausedMicros
        : 0;

    /// <summary>
    /// Sets how much this wallet owes in all for a card that is not its own, or not any more. Later credit pays it first. Less than before: what was
    /// paid too much comes back as credit for a year.
    /// </summary>
    public static Wallet Owe(Wallet wallet, string cardId, long totalMicros, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        var known = wallet.Owed.FirstOrDefault(owed => owed.CardId == cardId);
        var change = totalMicros - (known?.Micros ?? 0);
        if (change == 0) return wallet;
        var at = wallet.SettledUntil;
        var released = Math.Min(Math.Max(0, -change), wallet.DebtMicros);
        var tooMuch = Math.Max(0, -change) - released;
        var others = known is null ? wallet.Owed : wallet.Owed.Remove(known);
        wallet = (wallet with
        {
            Owed = totalMicros == 0 ? others : others.Add(new OwedForCard(cardId, totalMicros)),
            DebtMicros = wallet.DebtMicros + Math.Max(0, change) - released,
        })
            .Book(at, EntryKind.Debt, 0, cardId: cardId, debtMicros: Math.Max(0, change))
            .Book(at, EntryKind.DebtReleased, 0, cardId: cardId, debtMicros: -released);
        if (tooMuch == 0) return wallet;
        var back = new CardGrant($"{cardId}{PaidBack}{wallet.LastEntry}", null, tooMuch, at, at.AddYears(1));
        return Credits.ConfirmGrant(Credits.Credit(wallet, back, at), back.CardId);
    }

    private static Wallet Revoke(Wallet wallet, Card card, long micros)
    {
        var unspent = Math.Min(micros, card.AvailableMicros);
        // What earlier refunds have taken from neither credit nor debt, they took from expired time.
        var expiredBefore = card.TakenBackMicros - card.RevokedMicros - card.DebtCausedMicros;
        var expired = Math.Min(micros - unspent, card.ExpiredMicros - expiredBefore);
        var debt = micros - unspent - expired;
        var owedHere = card.OwedElsewhere ? 0 : debt;
        return LateCharges.StopSpent((wallet with { DebtMicros = wallet.DebtMicros + owedHere })
            .Book(wallet.SettledUntil, EntryKind.Refund, -unspent, cardId: card.Id)
            .Book(wallet.SettledUntil, EntryKind.Debt, 0, cardId: card.Id, debtMicros: owedHere)
            .Replace(card with
            {
                AvailableMicros = card.AvailableMicros - unspent,
                RevokedMicros = card.RevokedMicros + unspent,
                DebtCausedMicros = card.DebtCausedMicros + debt,
            }));
    }

    private static Wallet Restore(Wallet wallet, Card card, long micros)
    {
        var at = wallet.SettledUntil;
        var debt = Math.Min(micros, card.DebtCausedMicros);
        var released = card.OwedElsewhere ? 0 : Math.Min(debt, wallet.DebtMicros);
        var paidAlready = card.OwedElsewhere ? 0 : debt - released;
        var unspent = Math.Min(micros - debt, card.RevokedMicros);
        var restored = unspent + paidAlready;
        return (wallet with { DebtMicros = wallet.DebtMicros - released, LastCreditAt = restored > 0 ? at : wallet.LastCreditAt })
            .Book(at, EntryKind.DebtReleased, 0, cardId: card.Id, debtMicros: -released)
            .Book(at, EntryKind.Restoration, restored, cardId: card.Id)
            .Replace(card with
            {
                // What other cards have paid for this debt comes back as new credit of this one.
                IssuedMicros = card.IssuedMicros + paidAlready,
                AvailableMicros = card.AvailableMicros + restored,
                RevokedMicros = card.RevokedMicros - unspent,
                DebtCausedMicros = card.DebtCausedMicros - debt,
                ExpiresAt = card.ExpiresAt > at || restored == 0 ? card.ExpiresAt : at + Retention.ReturnedCredit,
            });
    }
}
