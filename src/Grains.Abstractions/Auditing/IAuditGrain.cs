using System.Collections.Immutable;

namespace MindBot.Grains.Auditing;

/// <summary>
/// Where the auditors of all silos stand and what they found; key: <see cref="Key"/>. In memory only: what is wrong is found again in the next round, which
/// begins anew when this is lost. They take shares of a round one after another, so that each wallet is audited once in it.
/// </summary>
[Alias("mindbot.IAuditGrain")]
public interface IAuditGrain : IGrainWithStringKey
{
    const string Key = "wallets";

    /// <summary>Wallets in violation that are remembered.</summary>
    const int MostKept = 1000;

    /// <summary>The last user whose wallet is taken in this round; empty: it begins.</summary>
    [Alias("Position")]
    Task<string> Position();

    /// <summary>
    /// Takes a share of the round: <paramref name="wallets"/> wallets, those behind <paramref name="after"/> up to <paramref name="last"/>. Null: there are none, the
    /// round is over. False: another auditor was faster; ask for the position again.
    /// </summary>
    [Alias("Take")]
    Task<bool> Take(string after, string? last, int wallets);

    /// <summary>A share is audited: of its wallets those in <paramref name="found"/> are in violation, and no others.</summary>
    [Alias("Audited")]
    Task Audited(string after, string last, ImmutableArray<WalletFindings> found);

    [Alias("Read")]
    Task<AuditReport> Read();

    /// <summary>Audits one wallet now. Null: there is none.</summary>
    [Alias("Audit")]
    Task<AuditedWallet?> Audit(string userId);
}
