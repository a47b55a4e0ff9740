using Microsoft.Extensions.Logging.Abstractions;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

/// <summary>A folder of its own for one test, with a store in it.</summary>
public sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("mindbot-tests-").FullName;

    public string DatabaseFile => System.IO.Path.Combine(Path, "mindbot.db");

    public DataStore Open() => DataStore.Open(Path, new RowStoreOptions(), NullLogger<RowStore>.Instance);

    /// <summary>A store on this folder's database whose commits the test can watch, hold and break.</summary>
    public RowStore OpenWith(out ProbeDialect probe, RowStoreOptions? options = null)
    {
        probe = new ProbeDialect(SqliteRowDialect.Open(DatabaseFile, wasClosedCleanly: true));
        options ??= new RowStoreOptions();
        options.RetryDelay = TimeSpan.FromMilliseconds(1);
        return new RowStore(probe, options, NullLogger<RowStore>.Instance);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
