using Microsoft.Data.Sqlite;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

/// <summary>A folder of its own for one test, for a SQLite file.</summary>
public sealed class TestFolder : ITestDatabase
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mindbot-tests-").FullName;

    public string DatabaseFile => System.IO.Path.Combine(Path, "mindbot.db");

    public string Name => DatabaseFile;

    public StorageLocation Location => new(Path);

    public IRowDialect OpenDialect() => SqliteRowDialect.Open(DatabaseFile, wasClosedCleanly: true);

    public void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
