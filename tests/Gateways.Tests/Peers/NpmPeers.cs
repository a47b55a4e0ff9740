using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MindBot.Gateways.Tests.Peers;

/// <summary>
/// Runs the vendors' official npm packages. They are installed once, from the lock file. Where that cannot be done, their tests
/// are skipped, but not in CI (environment variable CI=true), where they fail.
/// </summary>
public static class NpmPeers
{
    private static readonly string Folder = typeof(NpmPeers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "NpmFolder").Value!;

    private static readonly Lazy<Task<string?>> Installation = new(Install);

    /// <summary>Runs a script of the npm folder with one JSON value as input and one as output.</summary>
    public static async Task<JsonElement> Run(string script, object input)
    {
        if (await Installation.Value is { } obstacle)
        {
            Skip.If(Environment.GetEnvironmentVariable("CI") != "true", obstacle);
            Assert.Fail(obstacle);
        }

        var (exitCode, output, error) = await Execute("node", [Path.Combine(Folder, script)], JsonSerializer.Serialize(input));
        Assert.True(exitCode == 0, $"{script} failed: {error}");
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    /// <returns>Why the packages cannot be used; null when they can.</returns>
    private static async Task<string?> Install()
    {
        try
        {
            await Execute("node", ["--version"], "");
            await using var turn = await TakeTurn();
            var installed = Path.Combine(Folder, "node_modules", ".installed");
            var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Folder, "package-lock.json"))));
            if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted) return null;

            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            var (exitCode, _, error) = await Execute(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "");
            if (exitCode != 0) return $"npm ci failed: {error}";
            await File.WriteAllTextAsync(installed, wanted);
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "node or npm is not installed.";
        }
    }

    /// <summary>Other test processes may want to install into the same folder at the same time.</summary>
    private static async Task<FileStream> TakeTurn()
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Folder)))[..16];
        var path = Path.Combine(Path.GetTempPath(), $"mindbot-npm-{name}.lock");
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < TimeSpan.FromMinutes(3))
            {
                // Someone else's turn.
            }
        }
    }

    private static async Task<(int ExitCode, string Output, string Error)> Execute(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"{program} did not end in time.");
        }
    }
}
