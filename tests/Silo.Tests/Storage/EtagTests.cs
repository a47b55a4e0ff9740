using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

/// <summary>What holds on either database.</summary>
public abstract class EtagTests : IDisposable
{
    private readonly ITestDatabase database;
    private readonly RowStore rows;
    private readonly ProbeDialect probe;

    protected EtagTests(ITestDatabase database)
    {
        this.database = database;
        rows = database.OpenWith(out probe);
    }

    public void Dispose()
    {
        rows.Dispose();
        database.Dispose();
    }

    [SkippableFact]
    public async Task A_write_needs_the_stored_etag_and_makes_a_new_one()
    {
        var first = await rows.Write("a", null, 1);
        var second = await rows.Write("a", first.Etag, 2);
        var stale = await rows.Write("a", first.Etag, 3);
        Assert.NotEqual(first.Etag, second.Etag);
        Assert.Equal(new WriteOutcome(IsConflict: true, second.Etag), stale);
        Assert.Equal("""{"v":2}""", await rows.Read("a"));
    }

    [SkippableFact]
    public async Task A_new_row_must_not_exist_and_a_changed_one_must()
    {
        var first = await rows.Write("a", null, 1);
        Assert.Equal(new WriteOutcome(IsConflict: true, first.Etag), await rows.Write("a", null, 2));
        Assert.Equal(new WriteOutcome(IsConflict: true, null), await rows.Write("b", first.Etag, 3));
    }

    [SkippableFact]
    public async Task A_conflict_fails_its_own_caller_only()
    {
        await rows.Write("b", null, 1);
        var gate = new CommitGate();
        probe.BeforeCommit = gate.Pass;
        var opening = rows.Write("x", null, 0);
        await gate.WaitForCommit();
        var outcomes = Task.WhenAll(rows.Write("a", null, 1), rows.Write("b", "stale", 2), rows.Write("c", null, 3));
        gate.LetGo(2);
        await opening;
        Assert.Equal([false, true, false], (await outcomes).Select(outcome => outcome.IsConflict));
        Assert.Equal(["a", "b", "c"], probe.Batches.Last());
        Assert.Equal("""{"v":1}""", await rows.Read("b"));
        Assert.Equal("""{"v":3}""", await rows.Read("c"));
    }

    [SkippableFact]
    public async Task Clearing_needs_the_stored_etag_too()
    {
        var first = await rows.Write("a", null, 1);
        Assert.Equal(new WriteOutcome(IsConflict: true, first.Etag), await rows.ClearAsync(RowStoreExtensions.Key("a"), "stale"));
        Assert.Equal(new WriteOutcome(IsConflict: true, first.Etag), await rows.ClearAsync(RowStoreExtensions.Key("a"), null));
        Assert.Equal(new WriteOutcome(IsConflict: false, null), await rows.ClearAsync(RowStoreExtensions.Key("a"), first.Etag));
        Assert.Null(await rows.Read("a"));
        Assert.False((await rows.ClearAsync(RowStoreExtensions.Key("a"), null)).IsConflict);
        Assert.False((await rows.Write("a", null, 2)).IsConflict);
    }

    [SkippableFact]
    public async Task Rows_are_enumerated_by_kind_and_prefix_in_the_order_of_their_keys()
    {
        foreach (var key in new[] { "b/2", "a/1", "b/1", "b", "b/é", "c" })
            await rows.Write(key, null, 1);
        await rows.WriteAsync(new RowKey("other", "b/3"), null, RowStoreExtensions.Json(1));
        Assert.Equal(["b/1", "b/2", "b/é"], rows.Rows("test", "b/").Select(row => row.Key));
        Assert.Equal(6, rows.Rows("test").Count());
    }

    [SkippableFact]
    public async Task A_payload_must_have_a_sensible_size()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => rows.WriteAsync(RowStoreExtensions.Key("a"), null, default).AsTask());
        await Assert.ThrowsAsync<ArgumentException>(() => rows.WriteAsync(RowStoreExtensions.Key("a"), null, new byte[(1 << 20) + 1]).AsTask());
    }

    [SkippableFact]
    public async Task Many_writers_of_many_rows_lose_nothing()
    {
        const int Writers = 50, Writes = 40;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
        {
            string? etag = null;
            for (var i = 1; i <= Writes; i++)
            {
                var outcome = await rows.Write($"w{writer}", etag, i);
                Assert.False(outcome.IsConflict);
                etag = outcome.Etag;
            }
        }));
        var stored = rows.Rows("test").ToList();
        Assert.Equal(Writers, stored.Count);
        Assert.All(stored, row => Assert.Equal(RowStoreExtensions.Json(Writes), row.Payload));
    }
}
