using MindBot.Silo.Storage;
using Orleans.Runtime;

namespace MindBot.Silo.Tests.Storage;

/// <summary>What holds on either database.</summary>
public abstract class StorageFaultTests : IDisposable
{
    private const int Always = int.MaxValue;

    private readonly ITestDatabase database;
    private readonly RowStore rows;
    private readonly ProbeDialect probe;

    protected StorageFaultTests(ITestDatabase database)
    {
        this.database = database;
        rows = database.OpenWith(out probe, new RowStoreOptions { MaxAttempts = 3 });
    }

    public void Dispose()
    {
        rows.Dispose();
        database.Dispose();
    }

    [SkippableFact]
    public async Task A_commit_that_failed_before_it_wrote_is_repeated()
    {
        probe.BeforeCommit = ProbeDialect.Failing(2);
        Assert.False((await rows.Write("a", null, 1)).IsConflict);
        Assert.Equal(3, probe.Batches.Count);
        Assert.Equal("""{"v":1}""", await rows.Read("a"));
    }

    [SkippableFact]
    public async Task A_commit_that_wrote_and_then_failed_is_no_conflict_with_itself()
    {
        var before = await rows.Write("changed", null, 1);
        await rows.Write("cleared", null, 1);
        probe.AfterCommit = ProbeDialect.Failing(1);
        Assert.False((await rows.Write("new", null, 2)).IsConflict);
        probe.AfterCommit = ProbeDialect.Failing(1);
        Assert.False((await rows.Write("changed", before.Etag, 2)).IsConflict);
        probe.AfterCommit = ProbeDialect.Failing(1);
        Assert.False((await rows.ClearAsync(RowStoreExtensions.Key("cleared"), RowWrite.AnyEtag)).IsConflict);
    }

    [SkippableFact]
    public async Task A_conflict_stays_a_conflict_when_the_commit_is_repeated()
    {
        var stored = await rows.Write("a", null, 1);
        probe.AfterCommit = ProbeDialect.Failing(1);
        Assert.Equal(new WriteOutcome(IsConflict: true, stored.Etag), await rows.Write("a", "stale", 2));
    }

    [SkippableFact]
    public async Task When_every_attempt_reports_an_error_but_the_row_is_there_the_write_succeeded()
    {
        probe.AfterCommit = ProbeDialect.Failing(Always);
        var outcome = await rows.Write("a", null, 1);
        Assert.False(outcome.IsConflict);
        probe.AfterCommit = () => { };
        Assert.False((await rows.Write("a", outcome.Etag, 2)).IsConflict);
    }

    [SkippableFact]
    public async Task When_every_attempt_fails_the_caller_gets_an_exception_and_the_store_goes_on()
    {
        probe.BeforeCommit = ProbeDialect.Failing(Always);
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => rows.Write("a", null, 1));
        Assert.IsAssignableFrom<OrleansException>(error);
        Assert.Contains("disk trouble", error.Message);
        Assert.Equal(3, probe.Batches.Count);
        probe.BeforeCommit = () => { };
        Assert.False((await rows.Write("a", null, 2)).IsConflict);
    }

    [SkippableFact]
    public async Task After_a_crash_between_commit_and_answer_the_row_is_there()
    {
        probe.AfterCommit = ProbeDialect.Failing(Always);
        probe.IsReadingBroken = true;
        await Assert.ThrowsAsync<StorageUnavailableException>(() => rows.Write("a", null, 1));
        rows.Dispose();
        using var reopened = database.OpenWith(out _);
        Assert.Equal("""{"v":1}""", await reopened.Read("a"));
    }

    [SkippableFact]
    public async Task An_error_of_the_database_itself_surfaces_with_its_name()
    {
        await rows.Write("a", null, 1);
        database.Run("ALTER TABLE state_rows RENAME TO elsewhere");
        var writing = await Assert.ThrowsAsync<StorageUnavailableException>(() => rows.Write("b", null, 1));
        var reading = await Assert.ThrowsAsync<StorageUnavailableException>(() => rows.Read("a"));
        Assert.All([writing, reading], error => Assert.Contains(database.Name, error.Message));
    }
}
