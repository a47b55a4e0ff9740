using Microsoft.Extensions.Logging;
using Microsoft.Extensions.ObjectPool;

namespace MindBot.Silo.Storage;

/// <summary>
/// Rows of (kind, key) → (etag, UTF-8 JSON) with group commit: the writes of all callers that arrive while a commit is running are
/// committed together in the next one, and each caller is answered after its own commit is durable. A refused row fails its own
/// caller only. Owns the dialect.
/// </summary>
public sealed class RowStore : IRowReader, IDisposable
{
    private readonly IRowDialect dialect;
    private readonly RowStoreOptions options;
    private readonly EtagSource etags = new();
    private readonly CommitQueue queue;
    private readonly CommitLoop loop;
    private readonly SemaphoreSlim room;
    private readonly StorageMetrics metrics;
    private readonly DefaultObjectPool<RowWrite> pool;
    private int disposed;

    public RowStore(IRowDialect dialect, RowStoreOptions options, ILogger<RowStore> logger)
    {
        this.dialect = dialect;
        this.options = options;
        room = new SemaphoreSlim(options.QueueCapacity);
        metrics = new StorageMetrics(() => options.QueueCapacity - room.CurrentCount);
        queue = new CommitQueue(options.MaxBatchRows, options.MaxBatchBytes);
        pool = new DefaultObjectPool<RowWrite>(new DefaultPooledObjectPolicy<RowWrite>(), options.QueueCapacity);
        loop = new CommitLoop(dialect, queue, options, metrics, left => room.Release(left), logger);
        loop.Start();
    }

    /// <summary>The row as last committed, or null.</summary>
    /// <exception cref="StorageUnavailableException">The storage could not be read.</exception>
    public ValueTask<Row?> ReadAsync(RowKey key) => dialect.ReadAsync(key);

    /// <inheritdoc/>
    public IEnumerable<Row> Rows(string kind, string keyPrefix = "") => dialect.Rows(kind, keyPrefix);

    /// <summary>The rows as committed now; to be closed soon.</summary>
    /// <exception cref="StorageUnavailableException">The storage could not be read.</exception>
    public IRowSnapshot OpenSnapshot() => dialect.OpenSnapshot();

    /// <summary>
    /// Writes a row and completes when it is durable. <paramref name="expectedEtag"/>: null for a new row, or <see cref="RowWrite.AnyEtag"/>.
    /// The payload must stay unchanged until then. The result is to be awaited exactly once.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Nothing is known about the row: read it again.</exception>
    public ValueTask<WriteOutcome> WriteAsync(RowKey key, string? expectedEtag, ReadOnlyMemory<byte> payload)
    {
        if (payload.Length == 0 || payload.Length > options.MaxPayloadBytes)
            throw new ArgumentException($"A row of {payload.Length} bytes ({key}); allowed are 1 to {options.MaxPayloadBytes}.", nameof(payload));
        return Enqueue(key, expectedEtag, etags.Next(), payload);
    }

    /// <summary>Deletes a row and completes when that is durable; deleting a row that is not there succeeds.</summary>
    /// <exception cref="StorageUnavailableException">Nothing is known about the row: read it again.</exception>
    public ValueTask<WriteOutcome> ClearAsync(RowKey key, string? expectedEtag) => Enqueue(key, expectedEtag, null, default);

    private ValueTask<WriteOutcome> Enqueue(RowKey key, string? expectedEtag, string? newEtag, ReadOnlyMemory<byte> payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(key.Kind, nameof(key));
        ArgumentException.ThrowIfNullOrEmpty(key.Key, nameof(key));
        // PostgreSQL's texts cannot hold it; the whole batch would fail for one caller.
        if (key.Key.Contains('\0')) throw new ArgumentException("The key of a row contains a zero character.", nameof(key));
        var write = pool.Get();
        write.Prepare(pool, key, expectedEtag, newEtag, payload);
        return room.Wait(0) ? Add(write) : AddWhenThereIsRoom(write);
    }

    private async ValueTask<WriteOutcome> AddWhenThereIsRoom(RowWrite write)
    {
        if (!await room.WaitAsync(options.QueueTimeout))
            throw new StorageUnavailableException(
                $"{options.QueueCapacity} writes have been queued for {options.QueueTimeout.TotalSeconds:0.#} s; this one was not begun.");
        return await Add(write);
    }

    private ValueTask<WriteOutcome> Add(RowWrite write)
    {
        var outcome = write.Outcome;
        if (!queue.TryAdd(write))
        {
            room.Release();
            write.Fail(new StorageUnavailableException("The storage is closed; the write was not begun."));
        }
        return outcome;
    }

    /// <summary>Commits what is queued, then closes the database. Later writes are refused.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        loop.Stop();
        dialect.Dispose();
        metrics.Dispose();
    }
}
