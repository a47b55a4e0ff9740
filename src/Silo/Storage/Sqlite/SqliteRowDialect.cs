using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace MindBot.Silo.Storage;

/// <summary>Rows in one SQLite file: a writing connection, and a few that read beside it.</summary>
public sealed class SqliteRowDialect : IRowDialect
{
    private const int MaxReaders = 4;

    private readonly SqliteFile file;
    private readonly SemaphoreSlim readerSlots = new(MaxReaders);
    private readonly ConcurrentBag<SqliteReader> idleReaders = [];
    private SqliteWriter? writer;
    private volatile bool closed;

    private SqliteRowDialect(SqliteFile file) => this.file = file;

    /// <summary>Opens or creates the file.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="wasClosedCleanly">False makes it check every page first, about a second per 250 MB.</param>
    /// <exception cref="StorageUnavailableException">The file is damaged, of a newer version, or cannot be opened.</exception>
    public static SqliteRowDialect Open(string path, bool wasClosedCleanly)
    {
        var file = new SqliteFile(path);
        SqliteSchema.Prepare(file, wasClosedCleanly);
        return new SqliteRowDialect(file);
    }

    public void Commit(IReadOnlyList<RowWrite> batch) => file.Explained(() =>
    {
        Writer.Commit(batch);
        return true;
    });

    public string? ReadEtag(RowKey key) => file.Explained(() => Writer.ReadEtag(key));

    /// <summary>Reads on the caller's thread if a reader is free: mostly from memory, in some 10 µs.</summary>
    public async ValueTask<Row?> ReadAsync(RowKey key)
    {
        // Not on the caller's scheduler: one that has stopped would keep the slot, and the end of the process waits for all of them.
        await readerSlots.WaitAsync().ConfigureAwait(false);
        try
        {
            return Read(key);
        }
        catch (SqliteException error)
        {
            throw file.Explain(error);
        }
        finally
        {
            readerSlots.Release();
        }
    }

    /// <summary>Reads on a connection of its own. As long as it is open the log file cannot start over: do not stop half-way.</summary>
    public IEnumerable<Row> Rows(string kind, string keyPrefix)
    {
        ThrowIfClosed();
        using var reader = file.Explained(() => new SqliteReader(file));
        using var rows = reader.Rows(kind, keyPrefix).GetEnumerator();
        while (file.Explained(rows.MoveNext))
            yield return rows.Current;
    }

    public IRowSnapshot OpenSnapshot()
    {
        ThrowIfClosed();
        return SqliteSnapshot.Open(file);
    }

    public void Reconnect()
    {
        writer?.Dispose();
        writer = null;
    }

    private SqliteWriter Writer => writer ??= new SqliteWriter(file);

    private Row? Read(RowKey key)
    {
        ThrowIfClosed();
        if (!idleReaders.TryTake(out var reader))
            reader = new SqliteReader(file);
        try
        {
            var row = reader.Read(key);
            idleReaders.Add(reader);
            return row;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    private void ThrowIfClosed()
    {
        if (closed)
            throw new StorageUnavailableException($"The database {file.Path} is closed.");
    }

    /// <summary>Waits for reads under way. The last connection to close moves the log into the database file.</summary>
    public void Dispose()
    {
        if (closed)
            return;
        closed = true;
        for (var i = 0; i < MaxReaders; i++)
            readerSlots.Wait();
        foreach (var reader in idleReaders)
            reader.Dispose();
        readerSlots.Release(MaxReaders);
        writer?.Dispose();
    }
}
