namespace MindBot.Silo.Storage;

/// <summary>
/// What an installation's rows add up to, read from the states themselves. Amounts are microseconds of base-rate time, each wallet as of its
/// last write.
/// </summary>
public sealed record Holdings
{
    /// <summary>Rows of every kind.</summary>
    public long Rows { get; init; }

    public long Reminders { get; init; }

    public long Wallets { get; init; }

    /// <summary>Σ balances.</summary>
    public long AvailableMicros { get; init; }

    public long DebtMicros { get; init; }

    /// <summary>Σ ledgers, with the entries that they have not taken over yet.</summary>
    public long LedgerMicros { get; init; }

    /// <summary>Σ debits of open segments, which no ledger knows yet.</summary>
    public long ProvisionalMicros { get; init; }

    /// <summary>Sessions that wallets are metering, paused ones included.</summary>
    public long OpenSegments { get; init; }

    /// <summary>Sessions that are pending or live.</summary>
    public long OpenSessions { get; init; }

    /// <summary>Wallets of which balance = ledger − provisional debits, or the same of debts, does not hold. Zero, unless there is a bug.</summary>
    public long WrongBooks { get; init; }

    /// <summary>For an operator's eyes.</summary>
    public override string ToString() =>
        $"{Rows} rows, {Reminders} of them reminders; {Wallets} wallets with {AvailableMicros} µs available and {DebtMicros} µs of debt; "
        + $"ledgers {LedgerMicros} µs, open debits {ProvisionalMicros} µs; {OpenSegments} metered of {OpenSessions} open sessions";
}
