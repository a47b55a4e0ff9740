using System.Diagnostics;
using System.Globalization;

namespace MindBot.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of the tests' own, from the installed binaries: it listens on a socket in a temporary folder and is gone with it.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    /// <summary>The server refuses to run as root, so then somebody without rights runs it.</summary>
    private static readonly string[] AsNobody =
        Environment.UserName == "root" ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];

    private readonly string? binaries = FindBinaries();
    private readonly Lazy<string> folder;
    private int databases;

    public PostgresServer() => folder = new(Create);

    /// <summary>A new, empty database; the test is skipped where no server is installed, which must not happen in CI.</summary>
    /// <returns>Its connection string.</returns>
    public string CreateDatabase()
    {
        var isMissing = binaries is null;
        Assert.False(isMissing && Environment.GetEnvironmentVariable("CI") == "true", "PostgreSQL is not installed (initdb, pg_ctl)");
        Skip.If(isMissing, "PostgreSQL is not installed (initdb, pg_ctl)");
        var name = $"test{Interlocked.Increment(ref databases)}";
        Run("psql", "-h", folder.Value, "-U", "mindbot", "-d", "postgres", "-qc", $"CREATE DATABASE {name}");
        return $"Host={folder.Value};Username=mindbot;Database={name}";
    }

    /// <summary>Ends the server as a crash would.</summary>
    public void Stop() => RunAsNobody("pg_ctl", "-D", Data(folder.Value), "-m", "immediate", "-w", "stop");

    /// <summary>kill -9 of every process of the server.</summary>
    public void Kill()
    {
        var postmaster = int.Parse(File.ReadLines(Path.Combine(Data(folder.Value), "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        var children = File.ReadAllText($"/proc/{postmaster}/task/{postmaster}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // The parent first: it would make others in its children's place.
        foreach (var id in children.Select(child => int.Parse(child, CultureInfo.InvariantCulture)).Prepend(postmaster))
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It has gone with its parent.
            }
        }
    }

    /// <summary>Starts it again.</summary>
    public void Start() => Launch(folder.Value);

    public void Dispose()
    {
        if (!folder.IsValueCreated) return;
        Stop();
        Directory.Delete(folder.Value, recursive: true);
    }

    private static string Data(string folder) => Path.Combine(folder, "data");

    private string Create()
    {
        var path = Directory.CreateTempSubdirectory("mindbot-pg-").FullName;
        if (AsNobody.Length > 0) Execute(["chown", "65534:65534", path]);
        RunAsNobody("initdb", "-D", Data(path), "-U", "mindbot", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        Launch(path);
        return path;
    }

    /// <summary>Without a port, so that it disturbs nobody; without synchronising, since no test cuts the power.</summary>
    private void Launch(string path) => RunAsNobody(
        "pg_ctl", "-D", Data(path), "-l", Path.Combine(path, "log"), "-w", "-t", "60",
        "-o", $"-k {path} -c listen_addresses='' -c fsync=off -c max_connections=200", "start");

    private void RunAsNobody(string program, params string[] arguments) => Execute([.. AsNobody, Path.Combine(binaries!, program), .. arguments]);

    private void Run(string program, params string[] arguments) => Execute([Path.Combine(binaries!, program), .. arguments]);

    private static void Execute(string[] command)
    {
        // Nothing is redirected but to the null device: the server inherits these handles and outlives the command.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "cd / && exec \"$@\" </dev/null >/dev/null 2>&1", "sh", .. command]);
        using var process = System.Diagnostics.Process.Start(start)!;
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{string.Join(' ', command)} ended with {process.ExitCode}");
    }

    private static string? FindBinaries()
    {
        string[] installed = Directory.Exists("/usr/lib/postgresql")
            ? [.. Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(path => double.Parse(Path.GetFileName(path)))]
            : [];
        return installed.Select(path => Path.Combine(path, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")) && File.Exists(Path.Combine(path, "pg_ctl")));
    }
}
