using System.Runtime.InteropServices;
using MindBot.Tests.Server;

namespace MindBot.Process.Tests.Disks;

/// <summary>
/// A disk that fills up and has space again, for one process and without rights: no file of it can be written to while its limit is at one byte.
/// Linux only.
/// </summary>
internal static class FileSizeLimit
{
    private const int FileSize = 1;

    /// <summary>Else the first write beyond the limit would end the process; a full disk only fails it.</summary>
    public static readonly string[] Launcher = ["/bin/sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"];

    /// <summary>From now on every write of the process fails.</summary>
    public static void Fill(ServerProcess server) => Set(server, 1);

    /// <summary>There is space again.</summary>
    public static void Free(ServerProcess server) => Set(server, null);

    private static void Set(ServerProcess server, ulong? bytes)
    {
        Assert.Equal(0, Exchange(server.Id, FileSize, IntPtr.Zero, out var limit));
        limit.Current = bytes ?? limit.Most;
        Assert.Equal(0, Change(server.Id, FileSize, ref limit, IntPtr.Zero));
    }

    [DllImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static extern int Exchange(int processId, int resource, IntPtr none, out Limit limit);

    [DllImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static extern int Change(int processId, int resource, ref Limit limit, IntPtr none);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Current, Most;
    }
}
