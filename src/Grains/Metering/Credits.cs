namespace MindBot.Grains.Metering;

/// <summary>Credit to be added: <paramref name="Micros"/> of base-rate time that live from the crediting to <paramref name="ExpiresAt"/>.</summary>
public sealed record CardGrant(string CardId, string? Code, long Micros, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? Note = null);

/// <summary>Credit comes in. It pays for nothing that was before it, except debt.</summary>
public static class Credits
{
    /// <summary>Adds a card. A card whose id the wallet knows is not added again.</summary>
    public static Wallet Credit(Wallet wallet, CardGrant grant, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        if (wallet.FindCard(grant.CardId) is not null) return wallet;
        var at = wallet.SettledUntil;
        var card = new Card
        {
            Id = grant.CardId,
            Code = grant.Code,
            IssuedMicros = grant.Micros,
            AvailableMicros = grant.Micros,
            CreatedAt = grant.CreatedAt,
            ActivatedAt = at,
            ExpiresAt = grant.ExpiresAt.FloorMs(),
        };
        wallet = wallet with { Cards = BurnOrder.Sorted(wallet.Cards.Add(card)), LastCreditAt = at };
        wallet = PayDebt(wallet.Book(at, EntryKind.Credit, grant.Micros, cardId: card.Id, note: grant.Note), card.Id, grant.Micros);
        return Retention.Trim(WalletFreezes.Hold(wallet));
    }

    /// <summary>The issuer has stored that the card was credited and will not ask again.</summary>
    public static Wallet ConfirmGrant(Wallet wallet, string cardId) =>
        wallet.FindCard(cardId) is { GrantConfirmed: false } card ? wallet.Replace(card with { GrantConfirmed = true }) : wallet;

    /// <summary>Debt is paid from credit that comes in, before anybody talks it away; credit that was there already is left alone.</summary>
    internal static Wallet PayDebt(Wallet wallet, string cardId, long atMostMicros)
    {
        var card = wallet.FindCard(cardId)!;
        var part = Math.Min(wallet.DebtMicros, Math.Min(atMostMicros, card.AvailableMicros));
        if (part == 0 || card.FrozenAt is not null) return wallet;
        return (wallet with { DebtMicros = wallet.DebtMicros - part })
            .Book(wallet.SettledUntil, EntryKind.DebtPayment, -part, cardId: cardId, debtMicros: -part)
            .Replace(card with { AvailableMicros = card.AvailableMicros - part, DebtPaidMicros = card.DebtPaidMicros + part });
    }
}
