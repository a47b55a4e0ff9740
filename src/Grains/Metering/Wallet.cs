using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>
/// Everything a user's time consists of. The rules in this folder are the only ones that change it; each takes the instant
/// of the change and answers a new wallet.
/// </summary>
public sealed record Wallet
{
    public static readonly Wallet Empty = new();

    /// <summary>Every running segment is charged exactly up to here. A wallet's time never runs backwards.</summary>
    public DateTimeOffset SettledUntil { get; init; }

    /// <summary>Cards in burn order: those with credit, those that open segments have debited, and the last few finished ones.</summary>
    public ImmutableArray<Card> Cards { get; init; } = [];

    /// <summary>Open segments, oldest first.</summary>
    public ImmutableArray<Segment> Segments { get; init; } = [];

    /// <summary>Closed sessions, remembered so that a late repeat finds the same answer.</summary>
    public ImmutableArray<Settlement> Settlements { get; init; } = [];

    /// <summary>Time that was refunded after it had been talked away; the next credit pays it first.</summary>
    public long DebtMicros { get; init; }

    /// <summary>Debts for cards that are not in this wallet: a gift that somebody else redeemed, or a card that it has forgotten.</summary>
    public ImmutableArray<OwedForCard> Owed { get; init; } = [];

    /// <summary>Of cards that this wallet has forgotten, oldest first: those whose money may still go back although they were not talked away.</summary>
    public ImmutableArray<ForgottenCard> Forgotten { get; init; } = [];

    public DateTimeOffset? LastCreditAt { get; init; }

    /// <summary>Since when an operator has it frozen: no session is open, and all credit is frozen. Null: it is not.</summary>
    public DateTimeOffset? FrozenAt { get; init; }

    /// <summary>What closed segments have used of daily limits, for the days that still matter. There are no more keys than limited offers.</summary>
    public ImmutableArray<QuotaUse> QuotaUses { get; init; } = [];

    /// <summary>Number of the newest ledger entry ever made.</summary>
    public long LastEntry { get; init; }

    /// <summary>Ledger entries that the ledger has not acknowledged yet, oldest first.</summary>
    public ImmutableArray<LedgerEntry> Outbox { get; init; } = [];

    /// <summary>What could be talked away from here on: the credit of cards that pay at <see cref="SettledUntil"/>.</summary>
    public long AvailableMicros
    {
        get
        {
            var sum = 0L;
            foreach (var card in Cards)
                if (card.PaysAt(SettledUntil)) sum += card.AvailableMicros;
            return sum;
        }
    }

    /// <summary>Debits of open segments, which the ledger does not know yet: balance = ledger + outbox − these.</summary>
    public long ProvisionalMicros => Segments.Sum(segment => segment.ChargedMicros);

    /// <summary>Σ rates of the running segments, in permille: microseconds burnt a millisecond.</summary>
    public long BurnRatePermille
    {
        get
        {
            var sum = 0L;
            foreach (var segment in Segments)
                if (segment.Running) sum += segment.RatePermille;
            return sum;
        }
    }

    // Loops: what a checkpoint asks for should leave no garbage.
    public Segment? Find(string sessionId)
    {
        foreach (var segment in Segments)
            if (segment.SessionId == sessionId) return segment;
        return null;
    }

    public Settlement? FindSettlement(string sessionId)
    {
        foreach (var settled in Settlements)
            if (settled.SessionId == sessionId) return settled;
        return null;
    }

    /// <summary>Up to when closed sessions were charged in a room: nobody pays for the same presence twice.</summary>
    internal DateTimeOffset PaidUntil(string room)
    {
        var until = DateTimeOffset.MinValue;
        foreach (var settled in Settlements)
            if (settled.Room == room && settled.ElapsedMs > 0 && settled.ClosedAt > until) until = settled.ClosedAt;
        return until;
    }

    public Card? FindCard(string cardId) => Cards.FirstOrDefault(card => card.Id == cardId);

    public long ForgottenExpiredMicros(string cardId) =>
        Forgotten.FirstOrDefault(card => card.CardId == cardId)?.ExpiredMicros ?? 0;

    public Wallet Replace(Segment segment)
    {
        var index = 0;
        while (Segments[index].SessionId != segment.SessionId) index++;
        return this with { Segments = Segments.SetItem(index, segment) };
    }

    /// <summary>Puts a changed card in its place; its expiry may have moved, so the burn order is restored.</summary>
    public Wallet Replace(Card card)
    {
        var index = Cards.FindIndex(c => c.Id == card.Id);
        var moved = Cards[index].ExpiresAt != card.ExpiresAt;
        var cards = Cards.SetItem(index, card);
        return this with { Cards = moved ? BurnOrder.Sorted(cards) : cards };
    }
}
