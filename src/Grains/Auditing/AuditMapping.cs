using MindBot.Grains.Metering.Auditing;

namespace MindBot.Grains.Auditing;

/// <summary>From what an audit thinks in to what is told outside.</summary>
public static class AuditMapping
{
    public static WalletFindings ToFindings(this StoredAudit audited, DateTimeOffset at) =>
        new(audited.UserId, at, [.. audited.Result.Violations.Select(ToMessage)]);

    private static WalletViolation ToMessage(Violation violation) => new(
        violation.Invariant, violation.Rule, violation.Expected, violation.Found, violation.CardId, violation.SessionId, violation.Entry);
}
