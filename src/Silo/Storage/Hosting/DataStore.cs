using Microsoft.Extensions.Logging;

namespace MindBot.Silo.Storage;

/// <summary>A locked data folder with its open database.</summary>
public sealed class DataStore : IDisposable
{
    private readonly DataFolder folder;
    private int disposed;

    private DataStore(DataFolder folder, RowStore rows) => (this.folder, Rows) = (folder, rows);

    public RowStore Rows { get; }

    /// <exception cref="StorageUnavailableException">
    /// The folder is in use, the database is damaged or of a newer version, or either cannot be opened.
    /// </exception>
    public static DataStore Open(string path, RowStoreOptions options, ILogger<RowStore> logger)
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

    /// <summary>Commits what is queued, closes the database, and lets go of the folder.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        using (folder)
        {
            Rows.Dispose();
            folder.MarkClosedCleanly();
        }
    }
}
