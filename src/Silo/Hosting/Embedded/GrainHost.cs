using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Hosting;
using MindBot.Grains.Wallets;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Hosting;

/// <summary>The embedded silo: grains live in the process of their callers, and it is alone.</summary>
internal static class GrainHost
{
    public const bool IsCluster = false;

    /// <exception cref="InvalidOperationException">The storage is one that only Orleans has.</exception>
    public static IServiceCollection AddGrainHost(this IServiceCollection services, StorageLocation storage)
    {
        if (storage.UsesAdoNet) throw new InvalidOperationException("MINDBOT_STORAGE=adonet needs the full build (-p:Full=true).");
        return services.AddEmbeddedSilo(silo => silo.GrainAssemblies.Add(typeof(WalletGrain).Assembly));
    }

    /// <exception cref="InvalidOperationException">Always.</exception>
    public static IServiceCollection AddGrainClient(this IServiceCollection services, StorageLocation _) =>
        throw new InvalidOperationException("MINDBOT_ROLE=front needs the full build (-p:Full=true): this build's silo runs in the front's own process.");
}
