using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace MindBot.Bench;

/// <summary>The baselines: the same payload into the same kind of file by plain SQLite, one a commit and many a commit, full sync.</summary>
internal static class RawRows
{
    public static double UpsertsPerSecond(string payload, int rows, int rowsPerCommit, TimeSpan time)
    {
        var folder = Directory.CreateTempSubdirectory("mindbot-bench-");
        try
        {
            using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "raw.db")};Pooling=False");
            connection.Open();
            Run(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (kind TEXT, key TEXT, etag TEXT, payload TEXT, PRIMARY KEY (kind, key)) STRICT;");
            using var upsert = connection.CreateCommand();
            upsert.CommandText = "INSERT INTO rows VALUES ('wallet', $key, $etag, $payload) ON CONFLICT (kind, key) DO UPDATE SET etag = excluded.etag, payload = excluded.payload";
            var key = upsert.Parameters.Add("$key", SqliteType.Text);
            upsert.Parameters.AddWithValue("$payload", payload);
            var etag = upsert.Parameters.Add("$etag", SqliteType.Text);
            upsert.Prepare();

            // A first pass inserts; what counts are updates, as checkpoints are.
            Pass(connection, upsert, key, etag, rows, 1000, TimeSpan.MaxValue);
            return Pass(connection, upsert, key, etag, rows, rowsPerCommit, time);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Pass(
        SqliteConnection connection, SqliteCommand upsert, SqliteParameter key, SqliteParameter etag, int rows, int rowsPerCommit, TimeSpan time)
    {
        var watch = Stopwatch.StartNew();
        var written = 0;
        while (watch.Elapsed < time && (time != TimeSpan.MaxValue || written < rows))
        {
            using var transaction = connection.BeginTransaction();
            upsert.Transaction = transaction;
            for (var i = 0; i < rowsPerCommit; i++, written++)
            {
                key.Value = $"user_{written % rows}";
                etag.Value = $"e{written}";
                upsert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        return written / watch.Elapsed.TotalSeconds;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
