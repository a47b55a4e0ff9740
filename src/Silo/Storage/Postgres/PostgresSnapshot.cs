using System.Data;
using Npgsql;

namespace MindBot.Silo.Storage;

/// <summary>A transaction that only reads, on a connection from the pool.</summary>
internal sealed class PostgresSnapshot : IRowSnapshot
{
    private const string LastCharacter = "\U0010FFFF";

    private readonly PostgresDatabase database;
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private PostgresSnapshot(PostgresDatabase database, NpgsqlConnection connection)
    {
        (this.database, this.connection) = (database, connection);
        transaction = connection.BeginTransaction(IsolationLevel.RepeatableRead);
    }

    public static PostgresSnapshot Open(PostgresDatabase database)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = database.OpenForReading();
            return new PostgresSnapshot(database, connection);
        }
        catch (NpgsqlException error)
        {
            connection?.Dispose();
            throw database.Explain(error);
        }
    }

    public Row? Read(RowKey key) =>
        Select("SELECT key, etag, payload, checksum FROM state_rows WHERE kind = $1 AND key = $2", row => database.ToRow(row, key.Kind), key.Kind, key.Key)
            .SingleOrDefault();

    public IEnumerable<Row> Rows(string kind, string keyPrefix) => Select(
        "SELECT key, etag, payload, checksum FROM state_rows WHERE kind = $1 AND key >= $2 AND key < $3 ORDER BY key", row => database.ToRow(row, kind),
        kind, keyPrefix, keyPrefix + LastCharacter);

    public IReadOnlyList<string> Keys(string kind, string after, int most) =>
        [.. Select($"SELECT key FROM state_rows WHERE kind = $1 AND key > $2 ORDER BY key LIMIT {most}", row => row.GetString(0), kind, after)];

    private IEnumerable<T> Select<T>(string sql, Func<NpgsqlDataReader, T> read, params string[] texts)
    {
        using var select = new NpgsqlCommand(sql, connection, transaction);
        foreach (var text in texts) select.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        using var rows = database.Explained(() => select.ExecuteReader());
        while (database.Explained(rows.Read)) yield return read(rows);
    }

    public void Dispose()
    {
        transaction.Dispose();
        connection.Dispose();
    }
}
