using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MindBot.Grains.Auditing;

/// <inheritdoc cref="IAuditGrain"/>
public sealed class AuditGrain(IWalletAuditor auditor, TimeProvider clock, ILogger<AuditGrain> log) : Grain, IAuditGrain
{
    private readonly SortedDictionary<string, WalletFindings> inViolation = new(StringComparer.Ordinal);
    private string position = "";
    private AuditRound? current, last;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        AuditMeters.InViolation(0);
        return Task.CompletedTask;
    }

    public Task<string> Position()
    {
        current ??= new AuditRound(clock.GetUtcNow(), null, 0);
        return Task.FromResult(position);
    }

    public Task<bool> Take(string after, string? last, int wallets)
    {
        if (current is null || after != position) return Task.FromResult(false);
        current = current with { Wallets = current.Wallets + wallets };
        position = last ?? "";
        if (last is null) Finish(current with { EndedAt = clock.GetUtcNow() });
        return Task.FromResult(true);
    }

    public Task Audited(string after, string last, ImmutableArray<WalletFindings> found)
    {
        var clean = inViolation.Keys.Where(user => string.CompareOrdinal(user, after) > 0 && string.CompareOrdinal(user, last) <= 0)
            .Except(found.Select(findings => findings.UserId)).ToArray();
        foreach (var user in clean) Forget(user);
        foreach (var findings in found) Remember(findings);
        AuditMeters.InViolation(inViolation.Count);
        return Task.CompletedTask;
    }

    public Task<AuditReport> Read() => Task.FromResult(new AuditReport(current, last, [.. inViolation.Values]));

    public Task<AuditedWallet?> Audit(string userId)
    {
        if (auditor.Audit(userId) is not { } audited)
        {
            Forget(userId);
            return Task.FromResult<AuditedWallet?>(null);
        }

        AuditMeters.Audited(1);
        var findings = audited.ToFindings(clock.GetUtcNow());
        if (findings.Violations.IsEmpty) Forget(userId);
        else Remember(findings);
        AuditMeters.InViolation(inViolation.Count);
        var sums = audited.Result.Sums;
        return Task.FromResult<AuditedWallet?>(
            new AuditedWallet(findings, audited.LastEntry, sums.AvailableMicros, sums.ProvisionalMicros, sums.DebtMicros));
    }

    private void Finish(AuditRound finished)
    {
        (last, current) = (finished, null);
        AuditMeters.RoundTook(finished.EndedAt!.Value - finished.BeganAt);
    }

    /// <summary>Told when it is new or another, not in every round.</summary>
    private void Remember(WalletFindings findings)
    {
        var known = inViolation.GetValueOrDefault(findings.UserId);
        // When so many are wrong, another one is no news.
        if (known is null && inViolation.Count == IAuditGrain.MostKept) return;
        inViolation[findings.UserId] = findings;
        if (known is not null && known.Violations.SequenceEqual(findings.Violations)) return;
        AuditMeters.Violated(findings.Violations.Length);
        foreach (var violation in findings.Violations)
            log.LogError(
                "The wallet of {UserId} breaks {Invariant}: {Rule}; expected {Expected}, found {Found} (card {CardId}, session {SessionId}, entry {Entry})",
                findings.UserId, violation.Invariant, violation.Rule, violation.Expected, violation.Found, violation.CardId, violation.SessionId,
                violation.Entry);
    }

    private void Forget(string userId)
    {
        if (inViolation.Remove(userId)) log.LogWarning("The wallet of {UserId} breaks no rule any more", userId);
    }
}
