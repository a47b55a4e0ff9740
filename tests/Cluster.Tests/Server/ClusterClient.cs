using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MindBot.Silo.Hosting;
using MindBot.Silo.Storage;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Cluster.Tests.Server;

/// <summary>A client of the silos, for what no HTTP endpoint tells: where sessions are.</summary>
internal sealed class ClusterClient : IAsyncDisposable
{
    private readonly IHost host;

    private ClusterClient(IHost host) => this.host = host;

    public static async Task<ClusterClient> Connect(PostgresAddress database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddMindBotClient(new StorageLocation("", database));
        var host = builder.Build();
        await host.StartAsync();
        return new ClusterClient(host);
    }

    /// <returns>How many sessions each silo has in memory, by silo.</returns>
    public async Task<IReadOnlyDictionary<string, int>> Sessions()
    {
        var management = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
        var silos = await management.GetHosts(onlyActive: true);
        var grains = await management.GetDetailedGrainStatistics();
        return silos.Keys.ToDictionary(
            silo => silo.Endpoint.Port.ToString(),
            silo => grains.Count(grain => grain.SiloAddress.Equals(silo) && grain.GrainId.Type.ToString() == "voicesession"));
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
