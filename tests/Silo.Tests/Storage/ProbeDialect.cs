using System.Collections.Concurrent;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

/// <summary>Passes everything on to a real dialect; a test can watch, hold and break the commits.</summary>
public sealed class ProbeDialect(IRowDialect inner) : IRowDialect
{
    /// <summary>The keys of each batch in the order of its commits, failed ones included.</summary>
    public ConcurrentQueue<string[]> Batches { get; } = [];

    public Action BeforeCommit { get; set; } = () => { };

    public Action AfterCommit { get; set; } = () => { };

    public bool IsReadingBroken { get; set; }

    public void Commit(IReadOnlyList<RowWrite> batch)
    {
        Batches.Enqueue([.. batch.Select(write => write.Key.Key)]);
        BeforeCommit();
        inner.Commit(batch);
        AfterCommit();
    }

    public string? ReadEtag(RowKey key) => IsReadingBroken ? throw new IOException("cannot read") : inner.ReadEtag(key);

    public ValueTask<Row?> ReadAsync(RowKey key) => inner.ReadAsync(key);

    public IEnumerable<Row> Rows(string kind, string keyPrefix) => inner.Rows(kind, keyPrefix);

    public IRowSnapshot OpenSnapshot() => inner.OpenSnapshot();

    public void Reconnect() => inner.Reconnect();

    public void Dispose() => inner.Dispose();

    /// <summary>A hook that throws the first <paramref name="times"/> times.</summary>
    public static Action Failing(int times) => () =>
    {
        if (times-- > 0)
            throw new IOException("disk trouble");
    };
}
