namespace MindBot.Grains.Metering;

public enum EntryKind
{
    /// <summary>A card was activated.</summary>
    Credit,

    /// <summary>A closed session took this from a card.</summary>
    Consumption,

    /// <summary>What a card still held when it expired.</summary>
    Expiry,

    /// <summary>A card was frozen: its credit is out of reach. Without a card: the wallet was, and its cards follow.</summary>
    Freeze,

    /// <summary>A frozen card's credit is back. Without a card: an operator thawed the wallet, and its cards follow.</summary>
    Thaw,

    /// <summary>Credit taken back because money went back.</summary>
    Refund,

    /// <summary>Credit given back because a refund failed.</summary>
    Restoration,

    /// <summary>Refunded time that had been talked away already; changes the debt, not the balance.</summary>
    Debt,

    /// <summary>A debt that went away because the refund failed; changes the debt, not the balance.</summary>
    DebtReleased,

    /// <summary>Credit that paid a debt.</summary>
    DebtPayment,
}

/// <summary>
/// One line of a user's ledger. Σ <see cref="Micros"/> over all lines, less the provisional debits of open sessions,
/// is the balance; Σ <see cref="DebtMicros"/> is the debt. Both in microseconds, signed. The note says who did it and why, when it was an operator.
/// </summary>
public sealed record LedgerEntry(
    long Number, DateTimeOffset At, EntryKind Kind, long Micros, string? SessionId = null, string? CardId = null, long DebtMicros = 0,
    string? Note = null);
