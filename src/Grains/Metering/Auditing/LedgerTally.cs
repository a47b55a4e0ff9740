namespace MindBot.Grains.Metering.Auditing;

/// <summary>What the entries of a ledger say of one card, or of all; microseconds, signed as the entries are.</summary>
internal sealed class EntrySums
{
    private static readonly int Kinds = Enum.GetValues<EntryKind>().Length;

    private readonly long[] micros = new long[Kinds], debts = new long[Kinds];

    public long Micros => micros.Sum();

    public long DebtMicros => debts.Sum();

    /// <summary>Frozen now.</summary>
    public long FrozenMicros => -Of(EntryKind.Freeze) - Of(EntryKind.Thaw);

    public long Of(EntryKind kind) => micros[(int)kind];

    public long DebtOf(EntryKind kind) => debts[(int)kind];

    public void Add(LedgerEntry entry)
    {
        micros[(int)entry.Kind] += entry.Micros;
        debts[(int)entry.Kind] += entry.DebtMicros;
    }
}

/// <summary>Adds up a ledger, entry by entry, knowing nothing of the wallet.</summary>
internal sealed class LedgerTally
{
    private readonly Dictionary<string, long> backs = [];

    public EntrySums All { get; } = new();

    public Dictionary<string, EntrySums> Cards { get; } = [];

    /// <summary>What each closed session took from each card, positive.</summary>
    public Dictionary<(string Session, string Card), long> Consumed { get; } = [];

    public Dictionary<string, long> ConsumedBy { get; } = [];

    /// <summary>How much more often the wallet itself was frozen than thawed.</summary>
    public long WalletFreezes { get; private set; }

    /// <summary>Entries counted.</summary>
    public long Count { get; private set; }

    public void Add(LedgerEntry entry)
    {
        Count++;
        All.Add(entry);
        if (entry.CardId is not { } card)
        {
            if (entry.Kind == EntryKind.Freeze) WalletFreezes++;
            else if (entry.Kind == EntryKind.Thaw) WalletFreezes--;
            return;
        }

        Of(card).Add(entry);
        if (entry is { Kind: EntryKind.Consumption, SessionId: { } session })
        {
            Consumed[(session, card)] = Consumed.GetValueOrDefault((session, card)) - entry.Micros;
            ConsumedBy[session] = ConsumedBy.GetValueOrDefault(session) - entry.Micros;
        }

        if (entry.Kind == EntryKind.Credit && Disputes.OwedCardOf(card) is { } owed) backs[owed] = PaidBackFor(owed) + entry.Micros;
    }

    public EntrySums Of(string card)
    {
        if (!Cards.TryGetValue(card, out var sums)) Cards.Add(card, sums = new());
        return sums;
    }

    /// <summary>Credit that came back because too much debt for a card had been paid.</summary>
    public long PaidBackFor(string owedCard) => backs.GetValueOrDefault(owedCard);
}
