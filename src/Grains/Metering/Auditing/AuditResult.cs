using System.Collections.Immutable;

namespace MindBot.Grains.Metering.Auditing;

/// <summary>What an audit found; <see cref="Sums"/> are what the ledger's entries say, whether they are right or not.</summary>
public sealed record AuditResult(ImmutableArray<Violation> Violations, AuditSums Sums)
{
    public bool IsClean => Violations.IsEmpty;
}

/// <summary>
/// What wallets hold and what became of all that was ever credited to them, in microseconds:
/// credited − consumed − expired − frozen − revoked − paid to debt = balance + provisional.
/// </summary>
public readonly record struct AuditSums(
    long Wallets, long Entries, long CreditedMicros, long ConsumedMicros, long ExpiredMicros, long FrozenMicros, long RevokedMicros, long DebtPaidMicros,
    long AvailableMicros, long ProvisionalMicros, long DebtMicros)
{
    public static AuditSums operator +(AuditSums a, AuditSums b) => new(
        a.Wallets + b.Wallets, a.Entries + b.Entries, a.CreditedMicros + b.CreditedMicros, a.ConsumedMicros + b.ConsumedMicros,
        a.ExpiredMicros + b.ExpiredMicros, a.FrozenMicros + b.FrozenMicros, a.RevokedMicros + b.RevokedMicros, a.DebtPaidMicros + b.DebtPaidMicros,
        a.AvailableMicros + b.AvailableMicros, a.ProvisionalMicros + b.ProvisionalMicros, a.DebtMicros + b.DebtMicros);
}
