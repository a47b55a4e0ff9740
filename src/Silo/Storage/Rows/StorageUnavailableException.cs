using Orleans.Runtime;

namespace MindBot.Silo.Storage;

/// <summary>
/// The storage could not do its work: disk full, I/O error, overload, closed. For a write the outcome may be unknown:
/// the caller must read the row again before it goes on.
/// </summary>
public class StorageUnavailableException : OrleansException
{
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    public StorageUnavailableException(string message, Exception? cause)
        : base(message, cause!)
    {
    }
}
