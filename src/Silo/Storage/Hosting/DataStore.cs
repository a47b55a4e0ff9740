using Microsoft.Extensions.Logging;

namespace MindBot.Silo.Storage;

/// <summary>The open database; if it is a file, with its locked data folder.</summary>
public sealed class DataStore : IDisposable
{
    private readonly DataFolder? folder;
    private int disposed;

    private DataStore(DataFolder? folder, RowStore rows) => (this.folder, Rows) = (folder, rows);

    public RowStore Rows { get; }

    /// <exception cref="StorageUnavailableException">
    /// The database or its folder is in use, or it is damaged, of another version, or cannot be opened or reached.
    /// </exception>
    public static DataStore Open(StorageLocation location, RowStoreOptions options, ILogger<RowStore> logger)
    {
        if (location.Database is not { } server) return OpenFile(location.DataFolder, options, logger);
        var dialect = PostgresRowDialect.Open(server, location.MayMigrate, isOnlyOwner: !location.IsShared);
        return new DataStore(folder: null, new RowStore(dialect, options, logger));
    }

    private static DataStore OpenFile(string path, RowStoreOptions options, ILogger<RowStore> logger)
    {
        var folder = DataFolder.Open(path);
        try
        {
            var dialect = SqliteRowDialect.Open(folder.DatabaseFile, folder.WasClosedCleanly);
            return new DataStore(folder, new RowStore(dialect, options, logger));
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Commits what is queued, closes the database, and lets go of it.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        using (folder)
        {
            Rows.Dispose();
            folder?.MarkClosedCleanly();
        }
    }
}
