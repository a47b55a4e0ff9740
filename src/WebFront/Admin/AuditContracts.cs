using System.ComponentModel.DataAnnotations;
using MindBot.Grains.Auditing;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Admin;

/// <param name="CurrentRound">Null: the auditor is off, or has just begun.</param>
/// <param name="LastRound">The last that was finished.</param>
/// <param name="WalletsInViolation">How many wallets break a rule now.</param>
/// <param name="Findings">The first 100 of them.</param>
/// <param name="Audited">The wallet of `user_id`, as it is at this moment.</param>
public sealed record AuditAnswer(
    AuditRoundAnswer? CurrentRound, AuditRoundAnswer? LastRound, int WalletsInViolation, IReadOnlyList<WalletFindingsAnswer> Findings,
    AuditedWalletAnswer? Audited)
{
    private const int MostShown = 100;

    internal static AuditAnswer Of(AuditReport report, AuditedWallet? audited) => new(
        AuditRoundAnswer.Of(report.Current), AuditRoundAnswer.Of(report.Last), report.InViolation.Length,
        [.. report.InViolation.Take(MostShown).Select(WalletFindingsAnswer.Of)], audited is null ? null : AuditedWalletAnswer.Of(audited));
}

/// <param name="Wallets">Audited in it so far.</param>
public sealed record AuditRoundAnswer(DateTimeOffset BeganAt, DateTimeOffset? EndedAt, long Wallets)
{
    internal static AuditRoundAnswer? Of(AuditRound? round) => round is null ? null : new(round.BeganAt, round.EndedAt, round.Wallets);
}

public sealed record WalletFindingsAnswer(string UserId, DateTimeOffset At, IReadOnlyList<ViolationAnswer> Violations)
{
    internal static WalletFindingsAnswer Of(WalletFindings findings) =>
        new(findings.UserId, findings.At, [.. findings.Violations.Select(ViolationAnswer.Of)]);
}

/// <param name="Invariant">As ARCHITECTURE.md names it.</param>
/// <param name="Rule">What should hold.</param>
/// <param name="Expected">Microseconds, or milliseconds since 1970; 1 where something should hold.</param>
/// <param name="Found">In the same unit; 0 where it does not.</param>
/// <param name="Entry">The number of the ledger's entry.</param>
public sealed record ViolationAnswer(
    [property: AllowedValues("I1", "I2", "I3", "I6", "I8", "ledger", "freezes")] string Invariant, string Rule, long Expected, long Found, string? CardId,
    string? SessionId, long? Entry)
{
    internal static ViolationAnswer Of(WalletViolation violation) => new(
        violation.Invariant, violation.Rule, violation.Expected, violation.Found, violation.CardId, violation.SessionId, violation.Entry);
}

/// <param name="LastEntry">Up to this entry of the ledger.</param>
public sealed record AuditedWalletAnswer(
    string UserId, DateTimeOffset At, long LastEntry, long AvailableMicroseconds, long ProvisionalMicroseconds, long DebtMicroseconds,
    IReadOnlyList<ViolationAnswer> Violations)
{
    internal static AuditedWalletAnswer Of(AuditedWallet audited) => new(
        audited.Findings.UserId, audited.Findings.At, audited.LastEntry, audited.AvailableMicros, audited.ProvisionalMicros, audited.DebtMicros,
        [.. audited.Findings.Violations.Select(ViolationAnswer.Of)]);
}

/// <param name="Reason">Goes into the ledger beside the operator's name.</param>
public sealed record FreezeRequest(string? Reason);

/// <param name="FrozenAt">Null: it is not frozen.</param>
public sealed record FreezeAnswer(string UserId, DateTimeOffset? FrozenAt, BalanceSummary Balance);
