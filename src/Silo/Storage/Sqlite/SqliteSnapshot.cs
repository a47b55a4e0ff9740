using Microsoft.Data.Sqlite;

namespace MindBot.Silo.Storage;

/// <summary>A read transaction beside the writer. As long as it is open the log file cannot start over.</summary>
internal sealed class SqliteSnapshot : IRowSnapshot
{
    private readonly SqliteFile file;
    private readonly SqliteReader reader;

    private SqliteSnapshot(SqliteFile file, SqliteReader reader) => (this.file, this.reader) = (file, reader);

    public static SqliteSnapshot Open(SqliteFile file)
    {
        try
        {
            var reader = new SqliteReader(file);
            reader.BeginSnapshot();
            return new SqliteSnapshot(file, reader);
        }
        catch (SqliteException error)
        {
            throw file.Explain(error);
        }
    }

    public Row? Read(RowKey key) => file.Explained(() => reader.Read(key));

    public IEnumerable<Row> Rows(string kind, string keyPrefix)
    {
        using var rows = reader.Rows(kind, keyPrefix).GetEnumerator();
        while (file.Explained(rows.MoveNext)) yield return rows.Current;
    }

    public IReadOnlyList<string> Keys(string kind, string after, int most) => file.Explained(() => reader.Keys(kind, after, most));

    public void Dispose() => reader.Dispose();
}
