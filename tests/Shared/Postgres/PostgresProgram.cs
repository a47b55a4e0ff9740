using System.Diagnostics;
using System.Globalization;
using OsProcess = System.Diagnostics.Process;

namespace MindBot.Tests.Postgres;

/// <summary>A PostgreSQL server from the installed binaries, in a temporary folder, with a socket there in place of a port; gone when this is disposed.</summary>
/// <param name="isDurable">Whether commits are synchronised with the disk, as in production; no test cuts the power.</param>
public sealed class PostgresProgram(bool isDurable) : IDisposable
{
    /// <summary>The server refuses to run as root, so then somebody without rights runs it.</summary>
    private static readonly string[] AsNobody =
        Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

    private static readonly string? Binaries = FindBinaries();

    private string? folder;
    private bool isRunning;

    public static bool IsInstalled => Binaries is not null;

    private string Folder => folder ??= Create();

    private string Data => Path.Combine(Folder, "data");

    /// <returns>The connection string of a new, empty database; the first one starts the server.</returns>
    public string CreateDatabase(string name)
    {
        Execute([Path.Combine(Binaries!, "psql"), "-h", Folder, "-U", "mindbot", "-d", "postgres", "-qc", $"CREATE DATABASE {name}"]);
        return $"Host={Folder};Username=mindbot;Database={name}";
    }

    /// <summary>Ends the server as a crash would.</summary>
    public void Stop()
    {
        RunAsNobody("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        isRunning = false;
    }

    /// <summary>kill -9 of every process of the server.</summary>
    public void Kill()
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var children = File.ReadAllText($"/proc/{postmaster}/task/{postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // The parent first: it would make others in its children's place.
        foreach (var id in children.Select(child => int.Parse(child, CultureInfo.InvariantCulture)).Prepend(postmaster))
        {
            try
            {
                using var process = OsProcess.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It has gone with its parent.
            }
        }

        isRunning = false;
    }

    /// <summary>Starts it, again.</summary>
    public void Start()
    {
        RunAsNobody(
            "pg_ctl", "-D", Data, "-l", Path.Combine(Folder, "log"), "-w", "-t", "60",
            "-o", $"-k {Folder} -c listen_addresses='' -c fsync={(isDurable ? "on" : "off")} -c max_connections=300", "start");
        isRunning = true;
    }

    public void Dispose()
    {
        if (folder is null) return;
        if (isRunning) Stop();
        Directory.Delete(folder, recursive: true);
    }

    private string Create()
    {
        folder = Directory.CreateTempSubdirectory("mindbot-pg-").FullName;
        if (AsNobody.Length > 0) Execute(["chown", "65534:65534", folder]);
        RunAsNobody("initdb", "-D", Data, "-U", "mindbot", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Start();
        return folder;
    }

    private static void RunAsNobody(string program, params string[] arguments) => Execute([.. AsNobody, Path.Combine(Binaries!, program), .. arguments]);

    private static void Execute(string[] command)
    {
        // Nothing is redirected but to the null device: the server inherits these handles and outlives the command.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "cd / && exec \"$@\" </dev/null >/dev/null 2>&1", "sh", .. command]);
        using var process = OsProcess.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}");
    }

    private static string? FindBinaries()
    {
        string[] installed = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(path => double.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))]
            : [];
        return installed.Select(path => Path.Combine(path, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")) && File.Exists(Path.Combine(path, "pg_ctl")));
    }
}
