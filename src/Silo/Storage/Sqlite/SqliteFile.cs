using Microsoft.Data.Sqlite;

namespace MindBot.Silo.Storage;

/// <summary>The database file: how connections to it are opened, and what its errors mean.</summary>
internal sealed class SqliteFile(string path)
{
    private const int Corrupt = SQLitePCL.raw.SQLITE_CORRUPT;
    private const int NotADatabase = SQLitePCL.raw.SQLITE_NOTADB;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>
    /// Every commit is in the log file and synchronised with the disk before it returns (<c>synchronous=FULL</c>).
    /// A checkpoint every 4,000 pages (16 MB) keeps the log small and the pause it causes short.
    /// </summary>
    public SqliteConnection OpenForWriting() => Open(
        SqliteOpenMode.ReadWriteCreate,
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA fullfsync=1; PRAGMA checkpoint_fullfsync=1; "
        + "PRAGMA wal_autocheckpoint=4000; PRAGMA cache_size=-65536;");

    public SqliteConnection OpenForReading() => Open(SqliteOpenMode.ReadOnly, "PRAGMA cache_size=-8192;");

    private SqliteConnection Open(SqliteOpenMode mode, string pragmas)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            connection.Run("PRAGMA busy_timeout=5000; " + pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public StorageUnavailableException Explain(SqliteException error) => error.SqliteErrorCode is Corrupt or NotADatabase
        ? new StorageCorruptedException(Path, error.Message, error)
        : new StorageUnavailableException($"The database {Path} reports: {error.Message}", error);

    /// <summary>Does what reads or writes the database; its errors come explained.</summary>
    public T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw Explain(error);
        }
    }
}
