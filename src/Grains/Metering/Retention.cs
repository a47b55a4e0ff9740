using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>How long a wallet remembers what is over. Bounds the state that every checkpoint writes.</summary>
public static class Retention
{
    public static readonly TimeSpan Settlements = TimeSpan.FromDays(7);

    /// <summary>Credit that comes back to a card that expired meanwhile lives this long.</summary>
    public static readonly TimeSpan ReturnedCredit = TimeSpan.FromDays(7);

    public const int FinishedCards = 10;

    /// <summary>Bought cards that expired unspent and were forgotten: so many, the newest, can still be refunded without becoming a debt.</summary>
    public const int ForgottenCards = 100;

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
            .Skip(FinishedCards).ToHashSet();
        return wallet with
        {
            Settlements = settlements,
            QuotaUses = Quotas.WithoutPastDays(wallet),
            Cards = wallet.Cards.RemoveAll(finished.Contains),
            Forgotten = Forget(wallet.Forgotten, finished),
        };
    }

    /// <summary>Only what somebody paid for can be demanded back, and only bought cards have a code.</summary>
    private static ImmutableArray<ForgottenCard> Forget(ImmutableArray<ForgottenCard> known, IReadOnlyCollection<Card> finished)
    {
        if (finished.Count == 0) return known;
        var all = known.AddRange(finished
            .Where(card => card is { Code: not null, ExpiredMicros: > 0 })
            .OrderBy(card => card.ActivatedAt).ThenBy(card => card.Id, StringComparer.Ordinal)
            .Select(card => new ForgottenCard(card.Id, card.ExpiredMicros)));
        return all.Length <= ForgottenCards ? all : all[^ForgottenCards..];
    }
}
