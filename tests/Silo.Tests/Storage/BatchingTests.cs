using System.Diagnostics.Metrics;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

/// <summary>What holds on either database.</summary>
public abstract class BatchingTests(ITestDatabase database) : IDisposable
{
    private readonly CommitGate gate = new();

    public void Dispose() => database.Dispose();

    [SkippableFact]
    public async Task What_arrives_during_a_commit_is_committed_together_in_the_next_one()
    {
        using var rows = OpenGated(out var probe);
        var first = rows.Write("a", null, 1);
        await gate.WaitForCommit();
        var others = new[] { rows.Write("b", null, 2), rows.Write("c", null, 3), rows.Write("d", null, 4) };
        gate.LetGo(2);
        await Task.WhenAll([first, .. others]);
        Assert.Equal([["a"], ["b", "c", "d"]], probe.Batches);
    }

    [SkippableFact]
    public async Task Nobody_is_answered_before_the_commit_is_durable()
    {
        using var rows = OpenGated(out _);
        var write = rows.Write("a", null, 1);
        await gate.WaitForCommit();
        Assert.False(write.IsCompleted);
        Assert.Null(await rows.Read("a"));
        gate.LetGo();
        await write;
        Assert.Equal("""{"v":1}""", await rows.Read("a"));
    }

    [SkippableFact]
    public async Task A_second_write_of_a_key_waits_for_the_next_batch_and_is_judged_against_the_first()
    {
        using var rows = OpenGated(out var probe);
        var opening = rows.Write("x", null, 0);
        await gate.WaitForCommit();
        var first = rows.Write("a", null, 1);
        var second = rows.Write("a", null, 2);
        var third = rows.Write("a", RowWrite.AnyEtag, 3);
        var other = rows.Write("b", null, 4);
        gate.LetGo(4);
        await Task.WhenAll(opening, first, second, third, other);
        Assert.Equal([["x"], ["a", "b"], ["a"], ["a"]], probe.Batches);
        Assert.Equal(new WriteOutcome(IsConflict: true, (await first).Etag), await second);
        Assert.Equal("""{"v":3}""", await rows.Read("a"));
    }

    [SkippableFact]
    public async Task A_batch_is_limited_in_rows()
    {
        using var rows = OpenGated(out var probe, new RowStoreOptions { MaxBatchRows = 2 });
        var writes = new List<Task> { rows.Write("x", null, 0) };
        await gate.WaitForCommit();
        foreach (var key in new[] { "a", "b", "c" })
            writes.Add(rows.Write(key, null, 1));
        gate.LetGo(3);
        await Task.WhenAll(writes);
        Assert.Equal([["x"], ["a", "b"], ["c"]], probe.Batches);
    }

    [SkippableFact]
    public async Task A_batch_is_limited_in_bytes_without_changing_the_order_of_a_keys_writes()
    {
        using var rows = OpenGated(out var probe, new RowStoreOptions { MaxBatchBytes = 20 });
        var writes = new List<Task> { rows.Write("x", null, 0) };
        await gate.WaitForCommit();
        writes.Add(rows.Write("a", null, 1));
        writes.Add(rows.WriteAsync(RowStoreExtensions.Key("b"), null, new byte[15]).AsTask());
        writes.Add(rows.Write("b", RowWrite.AnyEtag, 2));
        gate.LetGo(4);
        await Task.WhenAll(writes);
        Assert.Equal([["x"], ["a"], ["b"], ["b"]], probe.Batches);
        Assert.Equal("""{"v":2}""", await rows.Read("b"));
    }

    [SkippableFact]
    public async Task A_full_queue_makes_callers_wait_and_then_goes_on()
    {
        using var rows = OpenGated(out _, new RowStoreOptions { QueueCapacity = 1 });
        var first = rows.Write("a", null, 1);
        await gate.WaitForCommit();
        var second = rows.Write("b", null, 2);
        gate.LetGo(2);
        Assert.False((await first).IsConflict);
        Assert.False((await second).IsConflict);
    }

    [SkippableFact]
    public async Task A_queue_that_stays_full_ends_in_a_clear_exception()
    {
        using var rows = OpenGated(out var probe, new RowStoreOptions { QueueCapacity = 1, QueueTimeout = TimeSpan.FromMilliseconds(20) });
        var first = rows.Write("a", null, 1);
        await gate.WaitForCommit();
        var error = await Assert.ThrowsAsync<StorageUnavailableException>(() => rows.Write("b", null, 2));
        Assert.Contains("queued", error.Message);
        gate.LetGo();
        await first;
        Assert.Equal([["a"]], probe.Batches);
        Assert.Null(await rows.Read("b"));
    }

    [SkippableFact]
    public async Task Closing_commits_what_is_queued_and_refuses_what_comes_later()
    {
        var rows = OpenGated(out _);
        var first = rows.Write("a", null, 1);
        await gate.WaitForCommit();
        var second = rows.Write("b", null, 2);
        gate.LetGo(2);
        rows.Dispose();
        Assert.False((await first).IsConflict);
        Assert.False((await second).IsConflict);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => rows.Write("c", null, 3));
        await Assert.ThrowsAsync<StorageUnavailableException>(() => rows.Read("a"));
        Assert.Throws<StorageUnavailableException>(() => rows.Rows("test").Count());
    }

    [SkippableFact]
    public async Task Batches_are_metered()
    {
        var batchRows = new List<int>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "mindbot.storage.batch.rows")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, measured, _, _) =>
        {
            lock (batchRows)
                batchRows.Add(measured);
        });
        listener.Start();
        // Other tests' stores share the meter's name, so a size that none of them commits tells this one's batch apart.
        const int Rows = 97;
        using var rows = OpenGated(out _);
        var writes = new List<Task> { rows.Write("x", null, 0) };
        await gate.WaitForCommit();
        writes.AddRange(Enumerable.Range(0, Rows).Select(i => rows.Write($"k{i}", null, i)));
        gate.LetGo(2);
        await Task.WhenAll(writes);
        lock (batchRows)
            Assert.Contains(Rows, batchRows);
    }

    private RowStore OpenGated(out ProbeDialect probe, RowStoreOptions? options = null)
    {
        var rows = database.OpenWith(out probe, options);
        probe.BeforeCommit = gate.Pass;
        return rows;
    }
}
