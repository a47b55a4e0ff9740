using Microsoft.Data.Sqlite;

namespace MindBot.Silo.Storage;

/// <summary>The one connection that writes, with its prepared statements. Used by the committing thread only.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin;
    private readonly SqliteStatement commit;
    private readonly SqliteStatement insert;
    private readonly SqliteStatement update;
    private readonly SqliteStatement upsert;
    private readonly SqliteStatement delete;
    private readonly SqliteStatement deleteAny;
    private readonly SqliteStatement etag;

    public SqliteWriter(SqliteFile file)
    {
        connection = file.OpenForWriting();
        try
        {
            const string Insert = "INSERT INTO state_rows (kind, key, etag, payload, checksum) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO ";
            const string Change = "UPDATE SET etag = ?3, payload = ?4, checksum = ?5";
            const string Row = "state_rows WHERE kind = ?1 AND key = ?2";
            begin = Prepare("BEGIN IMMEDIATE");
            commit = Prepare("COMMIT");
            insert = Prepare(Insert + "NOTHING");
            upsert = Prepare(Insert + Change);
            update = Prepare("UPDATE state_rows SET etag = ?3, payload = ?4, checksum = ?5 WHERE kind = ?1 AND key = ?2 AND etag = ?6");
            delete = Prepare($"DELETE FROM {Row} AND etag = ?3");
            deleteAny = Prepare($"DELETE FROM {Row}");
            etag = Prepare($"SELECT etag FROM {Row}");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Commit(IReadOnlyList<RowWrite> batch)
    {
        begin.Run();
        for (var i = 0; i < batch.Count; i++)
            Write(batch[i]);
        commit.Run();
    }

    public string? ReadEtag(RowKey key)
    {
        etag.Bind(1, key.Kind).Bind(2, key.Key);
        var stored = etag.Step() ? etag.Text(0) : null;
        etag.Reset();
        return stored;
    }

    private void Write(RowWrite write)
    {
        var isDone = write.IsClear ? Delete(write) : Store(write);
        if (isDone)
            write.Accept();
        else
            write.Judge(ReadEtag(write.Key));
    }

    private bool Store(RowWrite write)
    {
        var statement = write.ExpectedEtag switch { null => insert, RowWrite.AnyEtag => upsert, _ => update };
        var payload = write.Payload.Span;
        statement.Bind(1, write.Key.Kind).Bind(2, write.Key.Key)
            .Bind(3, write.NewEtag!).Bind(4, payload).Bind(5, RowChecksum.Of(payload));
        if (statement == update)
            statement.Bind(6, write.ExpectedEtag!);
        return statement.Run() == 1;
    }

    private bool Delete(RowWrite write)
    {
        if (write.ExpectedEtag == RowWrite.AnyEtag)
            return deleteAny.Bind(1, write.Key.Kind).Bind(2, write.Key.Key).Run() <= 1;
        return write.ExpectedEtag is { } expected
            && delete.Bind(1, write.Key.Kind).Bind(2, write.Key.Key).Bind(3, expected).Run() == 1;
    }

    private SqliteStatement Prepare(string sql) => new(connection.Handle!, sql);

    /// <summary>Rolls back what is not committed.</summary>
    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, insert, update, upsert, delete, deleteAny, etag })
            statement.Dispose();
        connection.Dispose();
    }
}
