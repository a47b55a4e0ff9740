using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MindBot.Gateways.Tests.Peers;

/// <summary>
/// Runs scripts of the test project's npm folder, with the packages of other makers that they are about. Those are installed once, from
/// the lock file. Where that cannot be done, their tests are skipped, but not in CI (environment variable CI=true), where they fail.
/// </summary>
public static class NpmPeers
{
    private static readonly string Folder = typeof(NpmPeers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "NpmFolder").Value!;

    private static readonly Lazy<Task<string?>> Installation = new(Install);

    /// <summary>Runs a script of the npm folder with one JSON value as input and one as output.</summary>
    public static async Task<JsonElement> Run(string script, object input)
    {
        if (await Installation.Value is { } obstacle) Node.SkipUnlessInCi(obstacle);
        return (await Node.Run(PathOf(script), input)).Json;
    }

    /// <summary>Where a script of the npm folder is; one that needs no package can be run without installing any.</summary>
    public static string PathOf(string script) => Path.Combine(Folder, script);

    /// <returns>Why the packages cannot be used; null when they can.</returns>
    private static async Task<string?> Install()
    {
        try
        {
            await Node.Execute("node", ["--version"], "");
            await using var turn = await TakeTurn();
            var installed = PathOf(Path.Combine("node_modules", ".installed"));
            var wanted = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(PathOf("package-lock.json"))));
            if (File.Exists(installed) && await File.ReadAllTextAsync(installed) == wanted) return null;

            var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
            var (exitCode, _, error) = await Node.Execute(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], "", Folder);
            if (exitCode != 0) return $"npm ci failed: {error}";
            await File.WriteAllTextAsync(installed, wanted);
            return null;
        }
        catch (Win32Exception)
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
}
