namespace MindBot.Silo.Storage;

/// <summary>The database file is damaged. Retrying does not help: a backup has to be restored.</summary>
public sealed class StorageCorruptedException(string file, string finding, Exception? cause = null)
    : StorageUnavailableException(
        $"The database {file} is damaged ({finding}). Stop the service, keep a copy of the file, and restore it from a backup.", cause);
