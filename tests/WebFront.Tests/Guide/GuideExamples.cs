using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Simulators.Stripe;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Guide;

/// <summary>
/// Runs examples of docs/api-guide.md in Node, for one user. Where Node is missing, the test is skipped, but not in CI (environment
/// variable CI=true), where it fails.
/// </summary>
internal sealed class GuideExamples(FrontServer server, ApiUser user)
{
    private static readonly string Script = Path.Combine(
        typeof(GuideExamples).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "GuideFolder").Value!,
        "guide-examples.mjs");

    /// <summary>A function of the guide, as its page would call it.</summary>
    public Task<GuideRun> Call(string function, params string[] arguments) => Run(new { function, arguments });

    /// <summary>The HTTP request under a heading of the guide.</summary>
    public Task<GuideRun> Request(string heading) => Run(new { request = heading });

    private async Task<GuideRun> Run(object step)
    {
        var input = JsonSerializer.Serialize(new
        {
            baseAddress = server.Address,
            accessToken = user.SignedIn.Text("access_token"),
            publishableKey = server.Services.GetRequiredService<StripeSimulator>().Options.PublishableKey,
            step,
        });
        var (exitCode, output, error) = await Node(input);
        var said = $"{output}\n{error}";
        Assert.True(exitCode == 0, said);
        return new GuideRun(JsonDocument.Parse(output).RootElement.Clone(), said);
    }

    private static async Task<(int ExitCode, string Output, string Error)> Node(string input)
    {
        using var process = Start();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
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
            return (-1, "", "Node did not end in time.");
        }
    }

    private static Process Start()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("node", [Script])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            Skip.If(Environment.GetEnvironmentVariable("CI") != "true", "node is not installed.");
            throw;
        }
    }
}
