using System.Diagnostics;
using MindBot.Grains.Metering.Auditing;
using MindBot.Grains.Payments;
using MindBot.Grains.TimeCards;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Auditing;

/// <summary>
/// Verifies a whole database that no server uses: the checksum of every row, every wallet against its ledger, and both against time cards, sessions and
/// payments. It changes nothing.
/// </summary>
public sealed class Verifier
{
    public const int MostListed = 1000;

    private const string CardKind = "timeCard/timecard";
    private const int WalletsAtATime = 1000;

    private readonly StateJson json = new();
    private readonly CardBook cards = new();
    private readonly List<UserViolation> violations = [];
    private long violationCount;
    private AuditSums sums;

    private Verifier()
    {
    }

    /// <param name="progress">Hears now and then how far it is.</param>
    /// <exception cref="MoveRefusedException">There is no database, or it is in use.</exception>
    /// <exception cref="StorageUnavailableException">The database is in use or damaged, or cannot be reached.</exception>
    public static VerifiedDatabase Run(StorageLocation location, Action<string>? progress = null)
    {
        using var database = MovableDatabase.OpenSource(location);
        return new Verifier().Verify(database, progress ?? (_ => { }));
    }

    private VerifiedDatabase Verify(IMovableDatabase database, Action<string> progress)
    {
        var (holdings, sha256) = ReadAll(database, progress);
        using var snapshot = database.OpenSnapshot();
        var began = Stopwatch.GetTimestamp();
        var (books, others) = (new StoredBooks(snapshot, json), new OtherBooks(snapshot, json));
        for (var users = books.Users("", WalletsAtATime); users.Count > 0; users = books.Users(users[^1], WalletsAtATime))
        {
            foreach (var user in users) Noting(user, () => Wallet(user, books, others));
            progress($"{sums.Wallets} wallets …");
        }

        var took = Stopwatch.GetElapsedTime(began);
        foreach (var row in snapshot.Rows(OtherBooks.MoneyKind, ""))
            Noting(row.Key, () => Note(row.Key, others.Money(row.Key, States.Read<MoneyLedgerState>(json, OtherBooks.MoneyKind, row.Key, row.Payload))));
        foreach (var left in cards.Left()) Note(left.UserId, [left.Violation]);
        return new VerifiedDatabase(database.Name, sha256, holdings, sums, violations, violationCount, took);
    }

    /// <summary>Every row is read once, which compares its checksum.</summary>
    private (Holdings Holdings, string Sha256) ReadAll(IMovableDatabase database, Action<string> progress)
    {
        const int RowsAReport = 100_000;
        using var digest = new RowDigest();
        var holdings = new HoldingsSum();
        foreach (var row in database.Rows())
        {
            holdings.Add(row);
            digest.Add(ArchiveFormat.ToLine(row));
            if (row.Kind == CardKind) cards.Add(row.Key, States.Read<TimeCardState>(json, row.Kind, row.Key, row.Payload));
            if (holdings.Sum.Rows % RowsAReport == 0) progress($"{holdings.Sum.Rows} rows …");
        }

        return (holdings.Sum, digest.Finish());
    }

    private void Wallet(string user, StoredBooks books, OtherBooks others)
    {
        var found = books.Read(user)!;
        var result = WalletAudit.Run(found);
        sums += result.Sums with { Wallets = 1 };
        Note(user, result.Violations);
        var entries = found.Ledger.Concat(found.Wallet.Outbox.Where(entry => entry.Number > found.Ledger.Count)).ToArray();
        Note(user, cards.Compare(user, entries));
        Note(user, others.Sessions(user, entries));
    }

    private void Noting(string user, Action check)
    {
        try
        {
            check();
        }
        catch (UnreadableStateException wrong)
        {
            Note(user, [new Violation(Invariants.Ledger, $"the stored rows can be read ({wrong.Message})", 1, 0)]);
        }
    }

    private void Note(string user, IEnumerable<Violation> found)
    {
        foreach (var violation in found)
            if (++violationCount <= MostListed) violations.Add(new(user, violation));
    }
}
