using Npgsql;

namespace MindBot.Silo.Storage;

/// <summary>
/// The session that writes. A batch is one round trip and one transaction: a statement for each sort of write in it, which takes the rows as arrays
/// and names the ones it could write. Used by the committing thread only.
/// </summary>
internal sealed class PostgresWriter(NpgsqlConnection connection) : IDisposable
{
    private const string New = "INSERT INTO state_rows AS stored (kind, key, etag, payload, checksum) SELECT kind, key, name, payload, checksum FROM input";
    private const string SameRow = "stored.kind = input.kind AND stored.key = input.key";

    private readonly PostgresStatement insert = new($"{New} ON CONFLICT DO NOTHING RETURNING etag");
    private readonly PostgresStatement upsert = new(
        $"{New} ON CONFLICT (kind, key) DO UPDATE SET etag = excluded.etag, payload = excluded.payload, checksum = excluded.checksum RETURNING etag");
    private readonly PostgresStatement update = new(
        $"UPDATE state_rows AS stored SET etag = name, payload = input.payload, checksum = input.checksum FROM input WHERE {SameRow} AND stored.etag = expected RETURNING name");
    private readonly PostgresStatement delete = new(
        $"DELETE FROM state_rows AS stored USING input WHERE {SameRow} AND expected IN (stored.etag, '{RowWrite.AnyEtag}') RETURNING name");

    private readonly List<RowWrite> untouched = [];

    public void Commit(IReadOnlyList<RowWrite> batch)
    {
        for (var i = 0; i < batch.Count; i++)
            StatementFor(batch[i]).Add(batch[i]);
        untouched.Clear();
        using (var all = new NpgsqlBatch(connection))
            Run(all, [.. new[] { insert, upsert, update, delete }.Where(statement => !statement.IsEmpty)]);

        // Rare: refused, or written by an earlier attempt.
        foreach (var write in untouched)
            write.Judge(ReadEtag(write.Key));
    }

    public string? ReadEtag(RowKey key)
    {
        using var select = new NpgsqlCommand("SELECT etag FROM state_rows WHERE kind = $1 AND key = $2", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = key.Kind }, new NpgsqlParameter<string> { TypedValue = key.Key } },
        };
        return (string?)select.ExecuteScalar();
    }

    private PostgresStatement StatementFor(RowWrite write) => write switch
    {
        { IsClear: true } => delete,
        { ExpectedEtag: null } => insert,
        { ExpectedEtag: RowWrite.AnyEtag } => upsert,
        _ => update,
    };

    private void Run(NpgsqlBatch all, PostgresStatement[] used)
    {
        foreach (var statement in used)
            all.BatchCommands.Add(statement.ToCommand());
        using var answers = all.ExecuteReader();
        foreach (var statement in used)
        {
            untouched.AddRange(statement.Finish(answers));
            answers.NextResult();
        }
    }

    /// <summary>Ends the session; what is not committed is rolled back.</summary>
    public void Dispose() => connection.Dispose();
}
