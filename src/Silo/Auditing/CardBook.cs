using MindBot.Grains.Metering;
using MindBot.Grains.Metering.Auditing;
using MindBot.Grains.TimeCards;

namespace MindBot.Silo.Auditing;

/// <summary>Time cards against the wallets that were credited with them: each active card once, with all that it is worth, in its owner's.</summary>
internal sealed class CardBook
{
    private const string BoughtCard = "tcrd_";

    private readonly Dictionary<string, (string? Owner, long Micros, bool IsCertain)> cards = [];

    /// <summary>A card that is just being activated may be in its wallet already.</summary>
    public void Add(string cardId, TimeCardState card)
    {
        if (card.Phase is CardPhase.Activating or CardPhase.Active)
            cards.Add(cardId, (card.OwnerId, card.Purchase?.Package.TotalMicros ?? 0, card.Phase == CardPhase.Active));
    }

    public IEnumerable<Violation> Compare(string userId, IEnumerable<LedgerEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (entry is not { Kind: EntryKind.Credit, CardId: { } id } || !id.StartsWith(BoughtCard, StringComparison.Ordinal) || id.Contains(':')) continue;
            if (!cards.Remove(id, out var card) || card.Owner != userId)
                yield return new Violation(Invariants.CardAddsUp, "a credited time card is active, once, and its owner's", 1, 0, id, Entry: entry.Number);
            else if (card.Micros != entry.Micros)
                yield return new Violation(Invariants.CardAddsUp, "a time card is credited with what it is worth", card.Micros, entry.Micros, id, Entry: entry.Number);
        }
    }

    /// <summary>Once all wallets were compared: active cards that nobody was credited with.</summary>
    public IEnumerable<UserViolation> Left() => cards.Where(card => card.Value.IsCertain).Select(card => new UserViolation(
        card.Value.Owner ?? "", new Violation(Invariants.CardAddsUp, "an active time card is credited", card.Value.Micros, 0, card.Key)));
}
