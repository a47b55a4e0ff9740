namespace MindBot.Grains.Metering;

/// <summary>
/// An operator freezes a whole wallet: every session is closed at that instant, none can be opened, and credit, also what comes in later, is out of reach
/// until it is thawed. A card that is disputed meanwhile stays frozen for its dispute, and one whose dispute ends stays frozen for the wallet.
/// </summary>
public static class WalletFreezes
{
    /// <param name="note">Who did it and why; in the ledger.</param>
    public static Wallet Freeze(Wallet wallet, string note, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        if (wallet.FrozenAt is not null) return wallet;
        foreach (var segment in wallet.Segments) wallet = Closing.CloseAt(wallet, segment, wallet.SettledUntil, EndReasons.Frozen);
        return Hold((wallet with { FrozenAt = wallet.SettledUntil }).Book(wallet.SettledUntil, EntryKind.Freeze, 0, note: note));
    }

    /// <summary>Each card lives longer by the time that it was frozen.</summary>
    /// <inheritdoc cref="Freeze"/>
    public static Wallet Thaw(Wallet wallet, string note, DateTimeOffset now)
    {
        wallet = wallet.Settle(now);
        if (wallet.FrozenAt is null) return wallet;
        wallet = (wallet with { FrozenAt = null }).Book(wallet.SettledUntil, EntryKind.Thaw, 0, note: note);
        foreach (var card in wallet.Cards)
            if (card.FrozenWithWallet) wallet = Disputes.Thaw(wallet, card.Id, now);
        return wallet;
    }

    /// <summary>Whatever credit a frozen wallet has that is not frozen yet, is now.</summary>
    internal static Wallet Hold(Wallet wallet)
    {
        if (wallet.FrozenAt is null) return wallet;
        foreach (var card in wallet.Cards)
            if (card is { FrozenAt: null, AvailableMicros: > 0 })
                wallet = wallet
                    .Book(wallet.SettledUntil, EntryKind.Freeze, -card.AvailableMicros, cardId: card.Id)
                    .Replace(card with { FrozenAt = wallet.SettledUntil, FrozenWithWallet = true });
        return wallet;
    }
}
