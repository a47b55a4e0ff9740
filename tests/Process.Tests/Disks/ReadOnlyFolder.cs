using System.Runtime.InteropServices;
using OsProcess = System.Diagnostics.Process;

namespace MindBot.Process.Tests.Disks;

/// <summary>
/// A data folder that nobody may write to. Root may write everywhere: the server is started without that right of root's then, still as root, so that
/// it can read its program.
/// </summary>
internal static class ReadOnlyFolder
{
    private const UnixFileMode Write = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private static readonly string[] WithoutRootsRight = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"];

    /// <summary>Starts a process that file modes hold for; the test is skipped where that cannot be.</summary>
    public static string[] Launcher()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "File modes are Linux'");
        if (UserId() != 0) return [];
        Skip.IfNot(IsPossible(), "Root may write everywhere, and setpriv is missing or may not take that right");
        return WithoutRootsRight;
    }

    public static void Protect(string folder) => Change(folder, mode => mode & ~Write);

    public static void Open(string folder) => Change(folder, mode => mode | UnixFileMode.UserWrite);

    private static void Change(string folder, Func<UnixFileMode, UnixFileMode> change)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Prepend(folder).ToList())
            File.SetUnixFileMode(path, change(File.GetUnixFileMode(path)));
    }

    private static bool IsPossible()
    {
        try
        {
            using var attempt = OsProcess.Start(WithoutRootsRight[0], [.. WithoutRootsRight[1..], "true"]);
            attempt.WaitForExit();
            return attempt.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    private static extern uint UserId();
}
