using Microsoft.Extensions.Logging.Abstractions;
using MindBot.Silo.Storage;
using MindBot.Tests.Postgres;

namespace MindBot.Silo.Tests.Storage;

/// <summary>What a database server has that a file has not: other processes, connections that break, migrations.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresDatabaseTests(PostgresServer server)
{
    private const string EndAllSessions = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";

    private readonly PostgresTestDatabase database = new(server);

    [SkippableFact]
    public void A_second_process_is_refused_and_told_who_holds_the_database()
    {
        using var held = database.Open();
        var error = Assert.Throws<StorageUnavailableException>(() => database.Open());
        Assert.Contains("in use by another process", error.Message);
        Assert.Contains($"mindbot {Environment.MachineName} {Environment.ProcessId}", error.Message);
        Assert.Equal($"mindbot {Environment.MachineName} {Environment.ProcessId}", PostgresStatus.Read(database.Address).Owner);
    }

    [SkippableFact]
    public async Task A_closed_database_is_free_for_the_next_process()
    {
        using (var first = database.Open())
            await first.Rows.Write("a", null, 1);
        using var second = database.Open();
        Assert.Equal("""{"v":1}""", await second.Rows.Read("a"));
    }

    [SkippableFact]
    public async Task The_silos_of_a_cluster_share_a_database()
    {
        using var one = DataStore.Open(database.Location with { IsShared = true }, new RowStoreOptions(), NullLogger<RowStore>.Instance);
        using var two = DataStore.Open(database.Location with { IsShared = true }, new RowStoreOptions(), NullLogger<RowStore>.Instance);
        var first = await one.Rows.Write("a", null, 1);
        Assert.Equal(new WriteOutcome(IsConflict: true, first.Etag), await two.Rows.Write("a", null, 2));
        Assert.False((await two.Rows.Write("a", first.Etag, 3)).IsConflict);
        Assert.Contains("in use by another process", Assert.Throws<StorageUnavailableException>(() => database.Open()).Message);
    }

    [SkippableFact]
    public async Task A_broken_connection_is_renewed_with_its_lock()
    {
        using var store = database.Open();
        var written = await store.Rows.Write("a", null, 1);
        database.Run(EndAllSessions);
        Assert.False((await store.Rows.Write("a", written.Etag, 2)).IsConflict);
        Assert.Throws<StorageUnavailableException>(() => database.Open());
    }

    [SkippableFact]
    public async Task A_process_that_lost_the_database_to_another_writes_nothing_until_it_is_free_again()
    {
        using var store = DataStore.Open(database.Location, new RowStoreOptions { MaxAttempts = 1 }, NullLogger<RowStore>.Instance);
        database.Run(EndAllSessions);
        using (PostgresRowDialect.Open(database.Address, mayMigrate: false, isOnlyOwner: true))
        {
            // The first attempt finds that the connection is gone, the second that it cannot have it back.
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Rows.Write("a", null, 1));
            var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Rows.Write("a", null, 1));
            Assert.Contains("in use by another process", error.Message);
        }

        Assert.False((await store.Rows.Write("a", null, 1)).IsConflict);
    }

    [SkippableFact]
    public async Task A_crash_of_the_server_is_an_outage_that_ends_with_it_and_loses_nothing()
    {
        using var store = database.Open();
        var written = await store.Rows.Write("a", null, 1);
        server.Stop();
        try
        {
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Rows.Write("a", written.Etag, 2));
            await Assert.ThrowsAsync<StorageUnavailableException>(() => store.Rows.Read("a"));
            Assert.Throws<StorageUnavailableException>(() => PostgresStatus.Read(database.Address));
        }
        finally
        {
            server.Start();
        }

        Assert.False((await store.Rows.Write("a", written.Etag, 3)).IsConflict);
        Assert.Equal("""{"v":3}""", await store.Rows.Read("a"));
    }

    [SkippableFact]
    public void Missing_tables_are_refused_until_somebody_migrates()
    {
        var error = Assert.Throws<StorageUnavailableException>(() => PostgresRowDialect.Open(database.Address, mayMigrate: false, isOnlyOwner: true));
        Assert.Contains("migrate", error.Message);
        Assert.Equal((error.Message, true), (PostgresStatus.Read(database.Address).Trouble, PostgresStatus.Read(database.Address).IsMigratable));

        Assert.Contains("from schema version 0", MigrateCommand.Run(database.Address));
        Assert.Contains("already", MigrateCommand.Run(database.Address));
        Assert.Null(PostgresStatus.Read(database.Address).Trouble);
        PostgresRowDialect.Open(database.Address, mayMigrate: false, isOnlyOwner: true).Dispose();
    }

    [SkippableFact]
    public async Task Processes_that_migrate_at_once_do_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => MigrateCommand.Run(database.Address))));
        Assert.Null(PostgresStatus.Read(database.Address).Trouble);
    }

    [SkippableFact]
    public void A_database_of_a_newer_program_is_refused()
    {
        MigrateCommand.Run(database.Address);
        database.Run("INSERT INTO mindbot_schema (version) VALUES (99)");
        Assert.Contains("newer", Assert.Throws<StorageUnavailableException>(() => database.Open()).Message);
        Assert.Contains("newer", Assert.Throws<StorageUnavailableException>(() => MigrateCommand.Run(database.Address)).Message);
    }

    [SkippableFact]
    public async Task A_changed_digit_is_not_read_as_another_number()
    {
        using var store = database.Open();
        await store.Rows.Write("a", null, 77);
        await store.Rows.Write("b", null, 78);
        database.Run("""UPDATE state_rows SET payload = '{"v":99}' WHERE key = 'a'""");
        Assert.Contains("a", (await Assert.ThrowsAsync<StorageCorruptedException>(() => store.Rows.Read("a"))).Message);
        Assert.Throws<StorageCorruptedException>(() => store.Rows.Rows("test").Count());
        Assert.Equal("""{"v":78}""", await store.Rows.Read("b"));
    }

    [SkippableFact]
    public async Task A_batch_of_every_sort_of_write_is_one_transaction()
    {
        var gate = new CommitGate();
        using var rows = database.OpenWith(out var probe);
        var (changed, cleared, stale) = (await rows.Write("changed", null, 1), await rows.Write("cleared", null, 1), await rows.Write("stale", null, 1));
        await rows.Write("replaced", null, 1);
        await rows.Write("dropped", null, 1);
        probe.BeforeCommit = gate.Pass;
        var opening = rows.Write("x", null, 0);
        await gate.WaitForCommit();
        Task<WriteOutcome>[] writes =
        [
            rows.Write("new", null, 2), rows.Write("changed", changed.Etag, 2), rows.Write("stale", "other", 2), rows.Write("replaced", RowWrite.AnyEtag, 2),
            rows.ClearAsync(RowStoreExtensions.Key("cleared"), cleared.Etag).AsTask(), rows.ClearAsync(RowStoreExtensions.Key("dropped"), RowWrite.AnyEtag).AsTask(),
            rows.ClearAsync(RowStoreExtensions.Key("never there"), "e").AsTask(),
        ];
        gate.LetGo(2);
        await opening;
        var outcomes = await Task.WhenAll(writes);
        Assert.Equal(writes.Length, probe.Batches.Last().Length);
        Assert.Equal([false, false, true, false, false, false, false], outcomes.Select(outcome => outcome.IsConflict));
        Assert.Equal(stale.Etag, outcomes[2].Etag);
        Assert.Equal(["changed", "new", "replaced", "stale", "x"], rows.Rows("test").Select(row => row.Key));
    }
}
