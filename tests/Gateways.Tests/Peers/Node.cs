using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace MindBot.Gateways.Tests.Peers;

/// <summary>Runs Node.js scripts that take one JSON value and give one. Where Node cannot be had, the test is skipped, but not in CI.</summary>
public static class Node
{
    /// <summary>Runs a script; fails the test when the script fails.</summary>
    public static async Task<NodeRun> Run(string script, object input, params string[] options)
    {
        try
        {
            var (exitCode, output, error) = await Execute("node", [.. options, script], JsonSerializer.Serialize(input));
            Assert.True(exitCode == 0, $"{Path.GetFileName(script)} failed: {error}\n{output}");
            using var document = JsonDocument.Parse(output);
            return new NodeRun(document.RootElement.Clone(), $"{output}\n{error}");
        }
        catch (Win32Exception)
        {
            SkipUnlessInCi("node is not installed.");
            throw;
        }
    }

    /// <summary>Skips the test; in CI (environment variable CI=true) it fails.</summary>
    public static void SkipUnlessInCi(string obstacle)
    {
        Skip.If(Environment.GetEnvironmentVariable("CI") != "true", obstacle);
        Assert.Fail(obstacle);
    }

    internal static async Task<(int ExitCode, string Output, string Error)> Execute(
        string program, string[] arguments, string input, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
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

/// <param name="Said">All that the script printed: it explains a failure.</param>
public sealed record NodeRun(JsonElement Json, string Said);
