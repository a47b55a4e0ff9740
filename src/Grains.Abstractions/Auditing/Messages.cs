using System.Collections.Immutable;

namespace MindBot.Grains.Auditing;

/// <summary>
/// A rule that a wallet breaks. Amounts are microseconds, instants milliseconds since 1970; where something holds or does not, 1 and 0.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.WalletViolation")]
public sealed record WalletViolation(
    [property: Id(0)] string Invariant, [property: Id(1)] string Rule, [property: Id(2)] long Expected, [property: Id(3)] long Found,
    [property: Id(4)] string? CardId, [property: Id(5)] string? SessionId, [property: Id(6)] long? Entry);

/// <summary>What is wrong with a wallet, as of <paramref name="At"/>.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.WalletFindings")]
public sealed record WalletFindings(
    [property: Id(0)] string UserId, [property: Id(1)] DateTimeOffset At, [property: Id(2)] ImmutableArray<WalletViolation> Violations);

/// <summary>A wallet as an audit found it, at the ledger's entry <paramref name="LastEntry"/>; amounts are microseconds.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.AuditedWallet")]
public sealed record AuditedWallet(
    [property: Id(0)] WalletFindings Findings, [property: Id(1)] long LastEntry, [property: Id(2)] long AvailableMicros,
    [property: Id(3)] long ProvisionalMicros, [property: Id(4)] long DebtMicros);

/// <summary>A round over all wallets.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.AuditRound")]
public sealed record AuditRound([property: Id(0)] DateTimeOffset BeganAt, [property: Id(1)] DateTimeOffset? EndedAt, [property: Id(2)] long Wallets);

/// <param name="Current">Null: no auditor has asked yet.</param>
/// <param name="Last">The last one that was finished.</param>
/// <param name="InViolation">By user id.</param>
[GenerateSerializer, Immutable, Alias("mindbot.AuditReport")]
public sealed record AuditReport(
    [property: Id(0)] AuditRound? Current, [property: Id(1)] AuditRound? Last, [property: Id(2)] ImmutableArray<WalletFindings> InViolation);
