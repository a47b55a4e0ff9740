using MindBot.Grains.Metering.Auditing;

namespace MindBot.Grains.Auditing;

/// <summary>Audits a wallet from what is stored of it and of its ledger, as of one instant. It asks no grain, wakes none and disturbs none.</summary>
public interface IWalletAuditor
{
    /// <returns>Null: there is no such wallet.</returns>
    StoredAudit? Audit(string userId);
}

/// <summary>What was found in a stored wallet at the ledger's entry <paramref name="LastEntry"/>.</summary>
public sealed record StoredAudit(string UserId, long LastEntry, AuditResult Result);
