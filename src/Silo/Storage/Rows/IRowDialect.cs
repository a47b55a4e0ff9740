namespace MindBot.Silo.Storage;

/// <summary>
/// What the row store needs of a database. Implementations know SQL, nothing of queues, retries or callers.
/// </summary>
public interface IRowDialect : IDisposable
{
    /// <summary>
    /// Commits a batch (no key twice) in one durable transaction and says for each row whether it was accepted or refused.
    /// Called from one thread at a time. Any exception leaves the outcome of the whole batch unknown; the store then calls again
    /// with the same rows, so a row whose stored etag is already its new one must be accepted.
    /// </summary>
    void Commit(IReadOnlyList<RowWrite> batch);

    /// <summary>The stored etag of a row, or null without a row; called from the committing thread, to resolve an unknown outcome.</summary>
    string? ReadEtag(RowKey key);

    /// <summary>Reads the row as last committed, or null. Called concurrently.</summary>
    ValueTask<Row?> ReadAsync(RowKey key);

    /// <summary>The rows of a kind whose key begins with <paramref name="keyPrefix"/>, ordered by key, as of one instant.</summary>
    IEnumerable<Row> Rows(string kind, string keyPrefix);

    /// <summary>Shows the rows as of now, on a connection of its own. Called concurrently.</summary>
    IRowSnapshot OpenSnapshot();

    /// <summary>Drops what a failed commit may have left behind, so that the next one starts on a fresh connection.</summary>
    void Reconnect();
}
