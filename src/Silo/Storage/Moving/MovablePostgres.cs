using Npgsql;
using NpgsqlTypes;

namespace MindBot.Silo.Storage;

/// <summary>A PostgreSQL database, kept from other processes by the lock of its owner, and by a look for the silos of a cluster.</summary>
internal sealed class MovablePostgres : IMovableDatabase
{
    /// <summary>A silo says every 30 s that it lives; one that says nothing for so long is gone, though nobody has noted it.</summary>
    private const string Lifetime = "3 minutes";

    private readonly PostgresDatabase database;
    private readonly EtagSource etags = new();
    private NpgsqlConnection? connection;
    private NpgsqlTransaction? transaction;

    private MovablePostgres(PostgresDatabase database) => this.database = database;

    public string Name => database.Name;

    public bool IsEmpty => database.Explained(() => connection!.Scalar<bool>("SELECT NOT EXISTS (SELECT FROM state_rows)"));

    public static MovablePostgres Open(PostgresAddress address, bool isTarget)
    {
        var database = new MovablePostgres(new PostgresDatabase(address));
        try
        {
            database.Begin(isTarget);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public IEnumerable<MovedRow> Rows()
    {
        using var select = new NpgsqlCommand("SELECT kind, key, payload, checksum FROM state_rows ORDER BY kind, key", connection) { CommandTimeout = 0 };
        using var rows = database.Explained(() => select.ExecuteReader());
        while (database.Explained(rows.Read)) yield return ToRow(rows);
    }

    public IRowSnapshot OpenSnapshot() => PostgresSnapshot.Open(database);

    public void Write(IEnumerable<MovedRow> rows)
    {
        const string Copy = "COPY state_rows (kind, key, etag, payload, checksum) FROM STDIN (FORMAT BINARY)";
        using var copy = database.Explained(() => connection!.BeginBinaryImport(Copy));
        copy.Timeout = TimeSpan.Zero;
        foreach (var row in rows)
        {
            database.Explained(() =>
            {
                copy.StartRow();
                copy.Write(row.Kind, NpgsqlDbType.Text);
                copy.Write(row.Key, NpgsqlDbType.Text);
                copy.Write(etags.Next(), NpgsqlDbType.Text);
                copy.Write(row.Payload, NpgsqlDbType.Bytea);
                copy.Write((long)RowChecksum.Of(row.Payload), NpgsqlDbType.Bigint);
                return true;
            });
        }

        database.Explained(() => copy.Complete());
    }

    public void Commit() => database.Explained(() =>
    {
        transaction!.Commit();
        return true;
    });

    private void Begin(bool isTarget) => database.Explained(() =>
    {
        connection = database.OpenForWriting();
        // One that has tables already is migrated by its operator, who has backed it up.
        if (isTarget && PostgresSchema.ReadVersion(connection) == 0) PostgresSchema.Migrate(connection);
        PostgresSchema.Check(PostgresSchema.ReadVersion(connection), database.Name);
        PostgresOwnership.Take(connection, database.Name, isShared: false);
        transaction = connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
        // Before the first look: a silo that starts now waits with its first write until this is over.
        if (isTarget) connection.Run("LOCK TABLE state_rows IN SHARE ROW EXCLUSIVE MODE");
        if (LivingSilos() is { } silos)
            throw new MoveRefusedException($"The database {Name} is in use by silos of a cluster ({silos}). Stop them; one that crashed counts for {Lifetime}.");
        return true;
    });

    private string? LivingSilos() => connection!.Scalar<string?>(
        $"""
        SELECT string_agg(HostName || ':' || Port, ', ' ORDER BY HostName, Port) FROM OrleansMembershipTable
        WHERE Status = 3 AND IAmAliveTime > now() - interval '{Lifetime}'
        """);

    private MovedRow ToRow(NpgsqlDataReader row)
    {
        var payload = row.GetFieldValue<byte[]>(2);
        if (RowChecksum.Of(payload) != row.GetInt64(3))
            throw new StorageCorruptedException(Name, $"the checksum of {row.GetString(0)} {row.GetString(1)} is wrong");
        return new MovedRow(row.GetString(0), row.GetString(1), payload);
    }

    /// <summary>Rolls back what is not committed, and lets go of the database.</summary>
    public void Dispose()
    {
        transaction?.Dispose();
        connection?.Dispose();
        database.Dispose();
    }
}
