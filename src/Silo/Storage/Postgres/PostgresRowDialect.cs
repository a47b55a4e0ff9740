using Npgsql;

namespace MindBot.Silo.Storage;

/// <summary>Rows in a PostgreSQL database: a session that writes, and a pool that reads beside it.</summary>
public sealed class PostgresRowDialect : IRowDialect
{
    private readonly PostgresDatabase database;
    private readonly bool isOnlyOwner;
    private PostgresWriter? writer;
    private volatile bool closed;

    private PostgresRowDialect(PostgresDatabase database, bool isOnlyOwner) => (this.database, this.isOnlyOwner) = (database, isOnlyOwner);

    /// <param name="address">Where the database is.</param>
    /// <param name="mayMigrate">Whether missing tables are made; otherwise they are refused.</param>
    /// <param name="isOnlyOwner">Whether to keep every other process out; otherwise only one that wants the same. The silos of a cluster share a database.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached or used; the message says why.</exception>
    public static PostgresRowDialect Open(PostgresAddress address, bool mayMigrate, bool isOnlyOwner)
    {
        var dialect = new PostgresRowDialect(new PostgresDatabase(address), isOnlyOwner);
        try
        {
            dialect.Prepare(mayMigrate);
            return dialect;
        }
        catch
        {
            dialect.Dispose();
            throw;
        }
    }

    public void Commit(IReadOnlyList<RowWrite> batch) => database.Explained(() =>
    {
        Writer.Commit(batch);
        return true;
    });

    public string? ReadEtag(RowKey key) => database.Explained(() => Writer.ReadEtag(key));

    public async ValueTask<Row?> ReadAsync(RowKey key)
    {
        ThrowIfClosed();
        try
        {
            await using var connection = await database.OpenForReadingAsync();
            await using var select = new NpgsqlCommand(
                "SELECT key, etag, payload, checksum FROM state_rows WHERE kind = $1 AND key = $2", connection)
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = key.Kind }, new NpgsqlParameter<string> { TypedValue = key.Key } },
            };
            await using var found = await select.ExecuteReaderAsync();
            return await found.ReadAsync() ? database.ToRow(found, key.Kind) : null;
        }
        catch (NpgsqlException error)
        {
            throw database.Explain(error);
        }
    }

    /// <summary>Reads on a connection of its own; the rows are those committed when the reading began.</summary>
    public IEnumerable<Row> Rows(string kind, string keyPrefix)
    {
        ThrowIfClosed();
        using var snapshot = PostgresSnapshot.Open(database);
        foreach (var row in snapshot.Rows(kind, keyPrefix)) yield return row;
    }

    public IRowSnapshot OpenSnapshot()
    {
        ThrowIfClosed();
        return PostgresSnapshot.Open(database);
    }

    public void Reconnect()
    {
        writer?.Dispose();
        writer = null;
    }

    private PostgresWriter Writer => writer ??= OpenWriter();

    private PostgresWriter OpenWriter()
    {
        var connection = database.OpenForWriting();
        try
        {
            PostgresOwnership.Take(connection, database.Name, isShared: !isOnlyOwner);
            return new PostgresWriter(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Prepare(bool mayMigrate) => database.Explained(() =>
    {
        using var connection = database.OpenForReading();
        if (mayMigrate) PostgresSchema.Migrate(connection);
        PostgresSchema.Check(PostgresSchema.ReadVersion(connection), database.Name);
        return Writer;
    });

    private void ThrowIfClosed()
    {
        if (closed)
            throw new StorageUnavailableException($"The database {database.Name} is closed.");
    }

    /// <summary>Lets go of the database.</summary>
    public void Dispose()
    {
        if (closed)
            return;
        closed = true;
        writer?.Dispose();
        database.Dispose();
    }
}
