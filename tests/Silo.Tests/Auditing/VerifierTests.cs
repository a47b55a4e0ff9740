using MindBot.Grains.Auditing;
using MindBot.Silo.Auditing;
using MindBot.Silo.Storage;
using MindBot.Silo.Tests.Storage;
using MindBot.Tests.Postgres;

namespace MindBot.Silo.Tests.Auditing;

/// <summary>What holds whatever database is verified; the auditor at run time reads the same way.</summary>
public abstract class VerifierTests(ITestDatabase database) : IDisposable
{
    private readonly TestFolder other = new();

    public void Dispose()
    {
        database.Dispose();
        other.Dispose();
    }

    [SkippableFact]
    public async Task Right_books_are_signed_off_with_the_sums_of_an_export_and_the_same_digest_wherever_they_are()
    {
        await SampleBooks.Write(database);
        var verified = Verifier.Run(database.Location);
        Assert.Empty(verified.Violations);
        Assert.Equal((0, 2L, 132L), (verified.ViolationCount, verified.Sums.Wallets, verified.Sums.Entries));
        Assert.Equal((2 * SampleBooks.Hour, 1_300_000_000L), (verified.Sums.CreditedMicros, verified.Sums.ConsumedMicros));
        Assert.Equal((verified.Sums.AvailableMicros, verified.Sums.ProvisionalMicros), (2 * SampleBooks.Hour - 1_360_000_000, 60_000_000));

        var archive = Path.Combine(other.Path, "archive");
        Assert.Equal(verified.Holdings, Mover.Export(database.Location, archive, DateTimeOffset.UnixEpoch));
        Mover.Import(archive, other.Location);
        var moved = Verifier.Run(other.Location);
        Assert.Equal((verified.Sha256, verified.Holdings, verified.Sums), (moved.Sha256, moved.Holdings, moved.Sums));
    }

    [SkippableTheory]
    [InlineData("wallet/wallet", "user_1", "\"availableMicros\":2300000000", "\"availableMicros\":2300000001", "ledger")]
    [InlineData("wallet/wallet", "user_2", "\"elapsedMs\":60000", "\"elapsedMs\":60001", "I2")]
    [InlineData("wallet/wallet", "user_1", "\"lastEntry\":131", "\"lastEntry\":132", "ledger")]
    [InlineData("ledgerPage/ledgerpage", "user_1/0", "\"micros\":-10000000,\"sessionId\":\"s7\"", "\"micros\":-10000001,\"sessionId\":\"s7\"", "ledger")]
    [InlineData("ledgerPage/ledgerpage", "user_1/1", "\"kind\":\"consumption\"", "\"kind\":\"consumed\"", "ledger")]
    [InlineData("ledger/ledger", "user_1", "\"lastEntry\":130", "\"lastEntry\":129", "ledger")]
    [InlineData("voiceSession/voicesession", "user_1/s7", "\"chargedMicros\":10000000", "\"chargedMicros\":9000000", "I6")]
    [InlineData("voiceSession/voicesession", "user_1/s7", "\"elapsedMs\":10000,\"ratePermille\"", "\"elapsedMs\":9000,\"ratePermille\"", "I2")]
    [InlineData("timeCard/timecard", "tcrd_1", "\"ownerId\":\"user_1\"", "\"ownerId\":\"user_3\"", "I1")]
    [InlineData("timeCard/timecard", "tcrd_1", "\"phase\":\"active\"", "\"phase\":\"paid\"", "I1")]
    [InlineData("moneyLedger/moneyledger", "user_1", "\"usd\":999", "\"usd\":998", "ledger")]
    public async Task Whatever_was_changed_behind_a_right_checksum_is_found(string kind, string key, string from, string to, string invariant)
    {
        await SampleBooks.Write(database);
        var before = Verifier.Run(database.Location);
        await SampleBooks.Change(database, kind, key, from, to);
        var verified = Verifier.Run(database.Location);
        Assert.NotEqual(before.Sha256, verified.Sha256);
        Assert.Contains(verified.Violations, found => found.Violation.Invariant == invariant);
    }

    [SkippableFact]
    public async Task A_card_that_nobody_was_credited_with_is_found()
    {
        await SampleBooks.Write(database);
        database.Run("DELETE FROM state_rows WHERE kind = 'wallet/wallet' AND key = 'user_1'");
        Assert.Contains(Verifier.Run(database.Location).Violations, found => found is { UserId: "user_1", Violation.CardId: SampleBooks.Card });
    }

    [SkippableFact]
    public async Task A_flipped_bit_is_found_by_its_checksum()
    {
        await SampleBooks.Write(database);
        database.Run("UPDATE state_rows SET checksum = checksum + 1 WHERE kind = 'wallet/wallet' AND key = 'user_1'");
        Assert.Contains("checksum of wallet/wallet user_1", Assert.Throws<StorageCorruptedException>(() => Verifier.Run(database.Location)).Message);
        using var store = database.Open();
        var found = Assert.Single(Auditor(store).Audit("user_1")!.Result.Violations);
        Assert.Contains("checksum", found.Rule);
        Assert.Empty(Auditor(store).Audit("user_2")!.Result.Violations);
    }

    [SkippableFact]
    public async Task A_row_that_holds_no_wallet_is_found()
    {
        await SampleBooks.Write(database);
        await SampleBooks.Change(database, "wallet/wallet", "user_1", "\"cards\":[", "\"cards\":7,\"others\":[");
        Assert.Contains("does not hold a WalletState", Assert.ThrowsAny<StorageUnavailableException>(() => Verifier.Run(database.Location)).Message);
        using var store = database.Open();
        Assert.Contains("does not hold a WalletState", Assert.Single(Auditor(store).Audit("user_1")!.Result.Violations).Rule);
    }

    [SkippableFact]
    public async Task A_database_in_use_is_refused()
    {
        await SampleBooks.Write(database);
        using var held = database.Open();
        Assert.Contains("in use", Assert.Throws<StorageUnavailableException>(() => Verifier.Run(database.Location)).Message);
    }

    [SkippableFact]
    public async Task A_snapshot_shows_nothing_that_is_written_after_its_first_look_and_wallets_are_listed_in_parts()
    {
        await SampleBooks.Write(database);
        using var store = database.Open();
        using (var snapshot = store.Rows.OpenSnapshot())
        {
            Assert.Equal(["user_1", "user_2"], snapshot.Keys("wallet/wallet", "", 10));
            var key = new RowKey("wallet/wallet", "user_1");
            var row = snapshot.Read(key)!;
            await store.Rows.ClearAsync(key, row.Etag);
            Assert.NotNull(snapshot.Read(key));
            Assert.Equal(2, snapshot.Rows("wallet/wallet", "user_").Count());
        }

        Assert.Null(Auditor(store).Audit("user_1"));
        Assert.Equal(["user_2"], Auditor(store).Users("user_1", 1));
        Assert.Empty(Auditor(store).Users("user_2", 1));
    }

    [SkippableFact]
    public async Task The_auditor_at_run_time_sees_what_a_verification_sees()
    {
        await SampleBooks.Write(database);
        await SampleBooks.Change(database, "wallet/wallet", "user_1", "\"availableMicros\":2300000000", "\"availableMicros\":2300000001");
        var verified = Verifier.Run(database.Location).Violations.Where(found => found.UserId == "user_1").Select(found => found.Violation);
        using var store = database.Open();
        IReadOnlyList<StoredAudit> audited = Auditor(store).Audit(["nobody", "user_1", "user_2"]);
        Assert.Equal(["user_1", "user_2"], audited.Select(one => one.UserId));
        Assert.Equal(verified, audited[0].Result.Violations);
        Assert.Equal(131, audited[0].LastEntry);
        Assert.True(audited[1].Result.IsClean);
    }

    private static WalletAuditor Auditor(DataStore store) => new(store.Rows, new StateJson());
}

public sealed class SqliteVerifierTests() : VerifierTests(new TestFolder());

[Collection(PostgresCollection.Name)]
public sealed class PostgresVerifierTests(PostgresServer server) : VerifierTests(new PostgresTestDatabase(server));
