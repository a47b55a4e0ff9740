using MindBot.Grains.Auditing;
using MindBot.Grains.Metering.Auditing;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Auditing;

/// <summary>Audits wallets in the storage itself, beside whoever writes there: a snapshot shows wallet and ledger at one sequence number.</summary>
internal sealed class WalletAuditor(RowStore rows, StateJson json) : IWalletAuditor
{
    public StoredAudit? Audit(string userId) => Audit([userId]).SingleOrDefault();

    /// <summary>Those of the users who have a wallet; all as of one instant.</summary>
    /// <exception cref="StorageUnavailableException">The storage cannot be read now.</exception>
    public IReadOnlyList<StoredAudit> Audit(IEnumerable<string> userIds)
    {
        using var snapshot = rows.OpenSnapshot();
        var books = new StoredBooks(snapshot, json);
        return [.. userIds.Select(user => Audit(books, user)).OfType<StoredAudit>()];
    }

    public IReadOnlyList<string> Users(string after, int most)
    {
        using var snapshot = rows.OpenSnapshot();
        return new StoredBooks(snapshot, json).Users(after, most);
    }

    internal static StoredAudit? Audit(StoredBooks books, string userId)
    {
        try
        {
            return books.Read(userId) is { } found ? new StoredAudit(userId, found.Wallet.LastEntry, WalletAudit.Run(found)) : null;
        }
        catch (Exception damage) when (damage is StorageCorruptedException or UnreadableStateException)
        {
            var violation = new Violation(Invariants.Ledger, $"the stored rows can be read ({damage.Message})", 1, 0);
            return new StoredAudit(userId, 0, new AuditResult([violation], default));
        }
    }
}
