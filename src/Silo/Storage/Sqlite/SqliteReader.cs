using Microsoft.Data.Sqlite;

namespace MindBot.Silo.Storage;

/// <summary>A connection that reads committed rows, beside the writer. Used by one thread at a time.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const string Select = "SELECT key, etag, payload, checksum FROM state_rows WHERE kind = ?1 AND ";
    private const string LastCharacter = "\U0010FFFF";

    private readonly SqliteFile file;
    private readonly SqliteConnection connection;
    private readonly SqliteStatement one;

    public SqliteReader(SqliteFile file)
    {
        this.file = file;
        connection = file.OpenForReading();
        try
        {
            one = Prepare(Select + "key = ?2");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Row? Read(RowKey key)
    {
        one.Bind(1, key.Kind).Bind(2, key.Key);
        try
        {
            return one.Step() ? ToRow(one, key.Kind) : null;
        }
        finally
        {
            one.Reset();
        }
    }

    public IReadOnlyList<string> Keys(string kind, string after, int most)
    {
        using var many = Prepare("SELECT key FROM state_rows WHERE kind = ?1 AND key > ?2 ORDER BY key LIMIT ?3");
        many.Bind(1, kind).Bind(2, after).Bind(3, most);
        var keys = new List<string>();
        while (many.Step()) keys.Add(many.Text(0));
        return keys;
    }

    /// <summary>Everything that is read from now on is as of the first read.</summary>
    public void BeginSnapshot() => connection.Run("BEGIN DEFERRED");

    public IEnumerable<Row> Rows(string kind, string keyPrefix)
    {
        using var many = Prepare(Select + "key >= ?2 AND key < ?3 ORDER BY key");
        many.Bind(1, kind).Bind(2, keyPrefix).Bind(3, keyPrefix + LastCharacter);
        while (many.Step())
            yield return ToRow(many, kind);
    }

    private Row ToRow(SqliteStatement statement, string kind)
    {
        var payload = statement.Bytes(2);
        if (RowChecksum.Of(payload) != statement.Number(3))
            throw new StorageCorruptedException(file.Path, $"the checksum of {kind} {statement.Text(0)} is wrong");
        return new Row(statement.Text(0), statement.Text(1), payload.ToArray());
    }

    private SqliteStatement Prepare(string sql) => new(connection.Handle!, sql);

    public void Dispose()
    {
        one.Dispose();
        connection.Dispose();
    }
}
