using System.Diagnostics;
using System.Text.Json;
using MindBot.Silo.Storage;
using MindBot.Tests.Postgres;

namespace MindBot.Bench;

/// <summary>Silos that are measured together, on an empty database.</summary>
internal sealed class ClusterRun : IDisposable
{
    private static int databases;

    private readonly List<Process> nodes = [];

    public static async Task<ClusterRun> Start(PostgresProgram postgres, int silos, bool usesAdoNet)
    {
        var run = new ClusterRun();
        var address = PostgresAddress.Parse(postgres.CreateDatabase($"bench{++databases}"));
        MigrateCommand.Run(address);
        for (var number = 0; number < silos; number++)
        {
            var node = Children.Start(
                core: null, "dotnet",
                [
                    typeof(ClusterRun).Assembly.Location, ClusterNode.Name, $"--{ClusterNode.Number}={number}", $"--MINDBOT_DATABASE={address.ConnectionString}",
                    $"--MINDBOT_STORAGE={(usesAdoNet ? "adonet" : "rows")}", "--MINDBOT_SILO_ADDRESS=127.0.0.1",
                    $"--MINDBOT_SILO_PORT={Children.FreePort()}", $"--MINDBOT_GATEWAY_PORT={Children.FreePort()}",
                ]);
            node.BeginErrorReadLine();
            run.nodes.Add(node);
            if (await node.StandardOutput.ReadLineAsync() != "ready") throw new InvalidOperationException("A silo did not start.");
        }

        return run;
    }

    /// <summary>Has every silo do the same at the same time.</summary>
    public async Task<NodeResult[]> Do(string command)
    {
        foreach (var node in nodes) await node.StandardInput.WriteLineAsync(command);
        return await Task.WhenAll(nodes.Select(async node =>
            JsonSerializer.Deserialize<NodeResult>(await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"A silo died at '{command}'."))!));
    }

    public void Dispose()
    {
        foreach (var node in nodes)
        {
            node.Kill();
            node.WaitForExit();
            node.Dispose();
        }
    }
}
