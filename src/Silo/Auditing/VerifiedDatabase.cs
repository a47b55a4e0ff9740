using MindBot.Grains.Metering.Auditing;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Auditing;

/// <summary>What a verification found.</summary>
/// <param name="Name">The database's, for people.</param>
/// <param name="Sha256">Over every row as an export writes it: the same rows give the same digest, in whatever database they are.</param>
/// <param name="Holdings">What the rows add up to; an export of the same database says the same.</param>
/// <param name="Sums">What the ledgers add up to.</param>
/// <param name="Violations">The first <see cref="Verifier.MostListed"/> of them, each with the user whose it is.</param>
/// <param name="ViolationCount">How many there are.</param>
/// <param name="WalletsTook">How long the wallets took.</param>
public sealed record VerifiedDatabase(
    string Name, string Sha256, Holdings Holdings, AuditSums Sums, IReadOnlyList<UserViolation> Violations, long ViolationCount, TimeSpan WalletsTook);

public sealed record UserViolation(string UserId, Violation Violation);
