using Npgsql;

namespace MindBot.Silo.Storage;

/// <summary>The database: how connections to it are opened, and what its errors mean.</summary>
internal sealed class PostgresDatabase(PostgresAddress address) : IDisposable
{
    private readonly NpgsqlDataSource pool = NpgsqlDataSource.Create(address.ConnectionString);

    /// <summary>Its name and server.</summary>
    public string Name { get; } = address.ToString();

    /// <summary>From the pool; for short reads.</summary>
    public NpgsqlConnection OpenForReading() => pool.OpenConnection();

    /// <inheritdoc cref="OpenForReading"/>
    public ValueTask<NpgsqlConnection> OpenForReadingAsync() => pool.OpenConnectionAsync();

    /// <summary>
    /// A session of its own: what it holds, locks included, ends when it is closed. Commits are on disk before they return, whatever the server's
    /// default is. Its statements look rows up by key, one by one, and are not planned anew: the planner, which does not know how many rows
    /// a batch will have, might read the whole table instead.
    /// </summary>
    public NpgsqlConnection OpenForWriting()
    {
        var settings = new NpgsqlConnectionStringBuilder(address.ConnectionString) { Pooling = false, MaxAutoPrepare = 16, AutoPrepareMinUsages = 2 };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            using var prepare = connection.CreateCommand();
            prepare.CommandText =
                "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';"
                + "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off;";
            prepare.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <param name="row">Key, etag, payload and checksum, in this order.</param>
    /// <exception cref="StorageCorruptedException">The row is damaged.</exception>
    public Row ToRow(NpgsqlDataReader row, string kind)
    {
        var payload = row.GetFieldValue<byte[]>(2);
        if (RowChecksum.Of(payload) != row.GetInt64(3))
            throw new StorageCorruptedException(Name, $"the checksum of {kind} {row.GetString(0)} is wrong");
        return new Row(row.GetString(0), row.GetString(1), payload);
    }

    public StorageUnavailableException Explain(NpgsqlException error) => error.SqlState switch
    {
        PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted => new StorageCorruptedException(Name, error.Message, error),
        PostgresErrorCodes.UndefinedTable => new StorageUnavailableException($"The database {Name} has lost its tables: {error.Message}", error),
        _ => new StorageUnavailableException($"The database {Name} reports: {error.Message}", error),
    };

    /// <summary>Does what reads or writes the database; its errors come explained.</summary>
    public T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (NpgsqlException error)
        {
            throw Explain(error);
        }
    }

    public void Dispose() => pool.Dispose();
}
