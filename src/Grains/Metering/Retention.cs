namespace MindBot.Grains.Metering;

/// <summary>How long a wallet remembers what is over. Bounds the state that every checkpoint writes.</summary>
public static class Retention
{
    public static readonly TimeSpan Settlements = TimeSpan.FromDays(7);

    /// <summary>Credit that comes back to a card that expired meanwhile lives this long.</summary>
    public static readonly TimeSpan ReturnedCredit = TimeSpan.FromDays(7);

    public const int FinishedCards = 10;

    /// <summary>Acknowledged settlements that are kept at most: their sessions know their ends themselves.</summary>
    public const int AcknowledgedSettlements = 20;

    /// <summary>Forgets what nothing can ask for any more. Called when a session closes or a card arrives, not at checkpoints.</summary>
    public static Wallet Trim(Wallet wallet)
    {
        var oldest = wallet.SettledUntil - Settlements;
        var settlements = wallet.Settlements.RemoveAll(settled => settled.SettledAt < oldest);
        var surplus = settlements.Count(settled => settled.Acknowledged) - AcknowledgedSettlements;
        settlements = settlements.RemoveAll(settled => settled.Acknowledged && surplus-- > 0);
        var finished = wallet.Cards
            .Where(card => card is { GrantConfirmed: true, AvailableMicros: 0, FrozenAt: null, TakenBackMicros: 0 })
            .Where(card => !wallet.Segments.Any(segment => segment.Debits(card.Id)))
            .OrderByDescending(card => card.ActivatedAt).ThenBy(card => card.Id, StringComparer.Ordinal)
            .Skip(FinishedCards).Select(card => card.Id).ToHashSet(StringComparer.Ordinal);
        return wallet with { Settlements = settlements, QuotaUses = Quotas.WithoutPastDays(wallet), Cards = wallet.Cards.RemoveAll(card => finished.Contains(card.Id)) };
    }
}
