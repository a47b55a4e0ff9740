namespace MindBot.Silo.Storage;

/// <summary>The rows as of one instant, whatever is written meanwhile. Used by one thread, and not for long: a database keeps what it still shows.</summary>
public interface IRowSnapshot : IDisposable
{
    /// <exception cref="StorageCorruptedException">The row is damaged.</exception>
    Row? Read(RowKey key);

    /// <summary>The rows of a kind whose key begins with <paramref name="keyPrefix"/>, ordered by key.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    IEnumerable<Row> Rows(string kind, string keyPrefix);

    /// <summary>The keys of a kind behind <paramref name="after"/>, in order of their bytes, so many at most.</summary>
    IReadOnlyList<string> Keys(string kind, string after, int most);
}
