using Microsoft.Data.Sqlite;
using MindBot.Silo.Storage;

namespace MindBot.WebFront.Doctor;

/// <summary>The data folder and its database, looked at without locking the one or writing to the other.</summary>
internal static class StorageCheck
{
    private const string Subject = "storage";

    public static Finding Run(string folder)
    {
        try
        {
            if (Trouble(folder) is { } trouble) return trouble;
            var database = Path.Combine(folder, "mindbot.db");
            if (!File.Exists(database)) return Finding.Ok(Subject, $"{folder} can be written to; it has no database yet, the first start makes it");
            if (new FileInfo(database).Length == 0) return Damaged(database, "it is empty");
            return Compare(database) ?? (IsLocked(folder)
                ? Finding.Ok(Subject, $"{database} is in order, and in use by the server that runs as process {ReadHolder(folder)}")
                : Finding.Ok(Subject, $"{database} is in order, and no server uses it"));
        }
        catch (SqliteException error)
        {
            return Damaged(Path.Combine(folder, "mindbot.db"), error.Message);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or StorageUnavailableException)
        {
            return Finding.Fail(Subject, $"{folder} cannot be used: {error.Message}",
                "Give the server's user the right to read and write there, or choose another folder with --data.");
        }
    }

    /// <returns>Null when the folder can be written to.</returns>
    private static Finding? Trouble(string folder)
    {
        // Where there is no folder yet, the server has to be able to make one.
        var existing = new DirectoryInfo(folder);
        while (!existing.Exists && existing.Parent is { } parent && !File.Exists(existing.FullName)) existing = parent;
        if (!existing.Exists) return Finding.Fail(Subject, $"{existing.FullName} is a file and no folder", "Choose another folder with --data.");

        var trial = Path.Combine(existing.FullName, $".mindbot-doctor-{Guid.NewGuid():n}");
        using var written = new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        written.WriteByte(0);
        return null;
    }

    /// <summary>Null when the database has the very schema that this program would make.</summary>
    private static Finding? Compare(string database)
    {
        var (version, tables) = Read(database);
        var (ownVersion, ownTables) = ReadOwn();
        if (version > ownVersion)
            return Finding.Fail(Subject, $"{database} has schema version {version}, this program knows versions up to {ownVersion}",
                "Start a newer program.");
        return version == ownVersion && tables == ownTables
            ? null
            : Finding.Fail(Subject, $"{database} belongs to another program", "Choose another folder with --data.");
    }

    /// <summary>From a new database that the storage itself makes.</summary>
    private static (long Version, string Tables) ReadOwn()
    {
        var scratch = Directory.CreateTempSubdirectory("mindbot-doctor-");
        try
        {
            var database = Path.Combine(scratch.FullName, "own.db");
            SqliteRowDialect.Open(database, wasClosedCleanly: true).Dispose();
            return Read(database);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    private static (long Version, string Tables) Read(string database)
    {
        // Without a log file everything is in the database, and SQLite need not make any file to read it.
        var source = File.Exists(database + "-wal") ? database : new Uri(database).AbsoluteUri + "?immutable=1";
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = source, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return ((long)Scalar(connection, "PRAGMA user_version"),
            (string)Scalar(connection, "SELECT coalesce(group_concat(sql, ';'), '') FROM (SELECT sql FROM sqlite_master ORDER BY name)"));
    }

    private static object Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    private static Finding Damaged(string database, string how) => Finding.Fail(
        Subject, $"{database} cannot be read: {how}", "Restore it from a backup, or move it away to start with an empty one.");

    /// <summary>A shared lock fails as long as a server holds the folder's own, and is gone at once.</summary>
    private static bool IsLocked(string folder)
    {
        var file = Path.Combine(folder, "mindbot.lock");
        if (!File.Exists(file)) return false;
        try
        {
            using var free = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static string ReadHolder(string folder)
    {
        using var file = new FileStream(Path.Combine(folder, "mindbot.pid"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var text = new StreamReader(file);
        return text.ReadToEnd();
    }
}
