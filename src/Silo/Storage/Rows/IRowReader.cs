namespace MindBot.Silo.Storage;

/// <summary>Read-only enumeration of stored rows, for reports and offline verification.</summary>
public interface IRowReader
{
    /// <summary>The rows of a kind whose key begins with <paramref name="keyPrefix"/>, ordered by key, as of one instant.</summary>
    IEnumerable<Row> Rows(string kind, string keyPrefix = "");
}
