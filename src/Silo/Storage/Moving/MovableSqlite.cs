using Microsoft.Data.Sqlite;

namespace MindBot.Silo.Storage;

/// <summary>The file of a data folder, locked for as long as it is open.</summary>
internal sealed class MovableSqlite : IMovableDatabase
{
    private readonly DataFolder folder;
    private readonly SqliteFile file;
    private readonly EtagSource etags = new();
    private SqliteConnection? connection;

    private MovableSqlite(DataFolder folder) => (this.folder, file) = (folder, new SqliteFile(folder.DatabaseFile));

    public string Name => file.Path;

    public bool IsEmpty => file.Explained(() => connection!.Scalar<long>("SELECT EXISTS (SELECT 1 FROM state_rows)")) == 0;

    public static MovableSqlite Open(string path, bool isTarget)
    {
        if (!isTarget && !File.Exists(Path.Combine(path, DataFolder.DatabaseName)))
            throw new MoveRefusedException($"There is no database in {path}. Name the data folder of the installation with --data.");
        var database = new MovableSqlite(DataFolder.Open(path));
        try
        {
            database.Begin();
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
        using var all = Prepare("SELECT kind, key, payload, checksum FROM state_rows ORDER BY kind, key");
        while (file.Explained(all.Step)) yield return ToRow(all);
    }

    public IRowSnapshot OpenSnapshot() => SqliteSnapshot.Open(file);

    public void Write(IEnumerable<MovedRow> rows)
    {
        using var insert = Prepare("INSERT INTO state_rows (kind, key, etag, payload, checksum) VALUES (?1, ?2, ?3, ?4, ?5)");
        foreach (var row in rows)
        {
            file.Explained(() => insert.Bind(1, row.Kind).Bind(2, row.Key).Bind(3, etags.Next())
                .Bind(4, row.Payload).Bind(5, RowChecksum.Of(row.Payload)).Run());
        }
    }

    public void Commit() => file.Explained(() =>
    {
        connection!.Run("COMMIT");
        return true;
    });

    private void Begin() => file.Explained(() =>
    {
        SqliteSchema.Prepare(file, folder.WasClosedCleanly);
        connection = file.OpenForWriting();
        connection.Run("BEGIN IMMEDIATE");
        return true;
    });

    private MovedRow ToRow(SqliteStatement row)
    {
        var payload = row.Bytes(2);
        if (RowChecksum.Of(payload) != row.Number(3))
            throw new StorageCorruptedException(file.Path, $"the checksum of {row.Text(0)} {row.Text(1)} is wrong");
        return new MovedRow(row.Text(0), row.Text(1), payload.ToArray());
    }

    private SqliteStatement Prepare(string sql) => file.Explained(() => new SqliteStatement(connection!.Handle!, sql));

    /// <summary>Rolls back what is not committed, and lets go of the folder.</summary>
    public void Dispose()
    {
        using (folder)
        {
            // A database that could not be opened is checked again by whoever opens it next.
            if (connection is null) return;
            connection.Dispose();
            folder.MarkClosedCleanly();
        }
    }
}
