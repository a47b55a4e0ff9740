using System.Globalization;

namespace MindBot.Silo.Storage;

/// <summary>
/// The folder that holds a process' data, for one process at a time: <c>mindbot.lock</c> is held by a lock of the operating system,
/// which goes when the process dies; <c>mindbot.pid</c> says who holds it. A pid file without a lock means that the last holder
/// died before it could close the database.
/// </summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>The database file's name in its folder.</summary>
    public const string DatabaseName = "mindbot.db";

    private readonly FileStream heldLock;
    private readonly string pidFile;

    private DataFolder(string path, FileStream heldLock, string pidFile, bool wasClosedCleanly)
    {
        (Path, this.heldLock, this.pidFile) = (path, heldLock, pidFile);
        WasClosedCleanly = wasClosedCleanly;
    }

    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, DatabaseName);

    /// <summary>Whether the last process that used the folder closed it.</summary>
    public bool WasClosedCleanly { get; }

    /// <summary>Creates the folder if need be and locks it.</summary>
    /// <exception cref="StorageUnavailableException">Another process uses the folder, or it cannot be written to.</exception>
    public static DataFolder Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        var pidFile = System.IO.Path.Combine(path, "mindbot.pid");
        FileStream? heldLock = null;
        try
        {
            Directory.CreateDirectory(path);
            heldLock = Lock(path, pidFile);
            var wasClosedCleanly = !File.Exists(pidFile);
            WriteDurably(pidFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(path, heldLock, pidFile, wasClosedCleanly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            heldLock?.Dispose();
            throw new StorageUnavailableException($"The data folder {path} cannot be used: {error.Message}", error);
        }
    }

    private static FileStream Lock(string path, string pidFile)
    {
        var lockFile = System.IO.Path.Combine(path, "mindbot.lock");
        try
        {
            return new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (IsHeldByAnother(error) && File.Exists(pidFile))
        {
            throw new StorageUnavailableException(
                $"The data folder {path} is in use by process {File.ReadAllText(pidFile)}. Stop that process or use another folder.", error);
        }
    }

    /// <summary>EWOULDBLOCK on Linux and on macOS, a sharing violation on Windows.</summary>
    private static bool IsHeldByAnother(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static void WriteDurably(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        using var writer = new StreamWriter(stream);
        writer.Write(text);
        writer.Flush();
        stream.Flush(flushToDisk: true);
    }

    /// <summary>To be called once the database is closed: the next start need not check it.</summary>
    public void MarkClosedCleanly() => File.Delete(pidFile);

    /// <summary>Lets go of the lock.</summary>
    public void Dispose() => heldLock.Dispose();
}
