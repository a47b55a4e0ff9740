using Microsoft.Extensions.Logging.Abstractions;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Tests.Storage;

public static class TestDatabaseExtensions
{
    public static DataStore Open(this ITestDatabase database) =>
        DataStore.Open(database.Location, new RowStoreOptions(), NullLogger<RowStore>.Instance);

    /// <summary>A store whose commits the test can watch, hold and break.</summary>
    public static RowStore OpenWith(this ITestDatabase database, out ProbeDialect probe, RowStoreOptions? options = null)
    {
        probe = new ProbeDialect(database.OpenDialect());
        options ??= new RowStoreOptions();
        options.RetryDelay = TimeSpan.FromMilliseconds(1);
        return new RowStore(probe, options, NullLogger<RowStore>.Instance);
    }
}
