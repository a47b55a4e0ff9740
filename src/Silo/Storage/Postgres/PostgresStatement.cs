using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace MindBot.Silo.Storage;

/// <summary>One sort of write with the rows of a batch that want it, as columns. After an error it is not used again.</summary>
/// <param name="sql">Writes the rows of <c>input</c> and answers with the <c>name</c> of each that it could write: its new etag, if it gets one.</param>
internal sealed class PostgresStatement(string sql)
{
    private readonly string text =
        "WITH input AS (SELECT * FROM unnest($1, $2, $3, $4, $5, $6) AS t (kind, key, expected, name, payload, checksum)) " + sql;

    private readonly Dictionary<string, RowWrite> unanswered = [];
    private readonly List<string> kinds = [];
    private readonly List<string> keys = [];
    private readonly List<string?> expected = [];
    private readonly List<string> names = [];
    private readonly List<ReadOnlyMemory<byte>> payloads = [];
    private readonly List<long> checksums = [];

    public bool IsEmpty => kinds.Count == 0;

    public void Add(RowWrite write)
    {
        var name = write.NewEtag ?? names.Count.ToString(CultureInfo.InvariantCulture);
        unanswered.Add(name, write);
        kinds.Add(write.Key.Kind);
        keys.Add(write.Key.Key);
        expected.Add(write.ExpectedEtag);
        names.Add(name);
        payloads.Add(write.Payload);
        checksums.Add(RowChecksum.Of(write.Payload.Span));
    }

    public NpgsqlBatchCommand ToCommand() => new(text)
    {
        Parameters =
        {
            Column(kinds, NpgsqlDbType.Text),
            Column(keys, NpgsqlDbType.Text),
            Column(expected, NpgsqlDbType.Text),
            Column(names, NpgsqlDbType.Text),
            Column(payloads, NpgsqlDbType.Bytea),
            Column(checksums, NpgsqlDbType.Bigint),
        },
    };

    /// <summary>Accepts the rows that were written, and is ready for the next batch.</summary>
    /// <returns>The rows that were not.</returns>
    public IReadOnlyList<RowWrite> Finish(NpgsqlDataReader answers)
    {
        while (answers.Read())
        {
            if (unanswered.Remove(answers.GetString(0), out var write)) write.Accept();
        }

        RowWrite[] untouched = [.. unanswered.Values];
        unanswered.Clear();
        kinds.Clear();
        keys.Clear();
        expected.Clear();
        names.Clear();
        payloads.Clear();
        checksums.Clear();
        return untouched;
    }

    private static NpgsqlParameter<List<T>> Column<T>(List<T> values, NpgsqlDbType elements) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | elements };
}
