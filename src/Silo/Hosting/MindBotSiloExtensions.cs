using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MindBot.EmbeddedSilo.Hosting;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.Silo.Clock;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Hosting;

/// <summary>Adds everything that the grains live on: storage, clock, silo, recovery.</summary>
public static class MindBotSiloExtensions
{
    /// <summary>
    /// Adds the silo with its storage. The payment gateway that the grains ask is the caller's to add.
    /// </summary>
    public static IServiceCollection AddMindBotSilo(this IServiceCollection services, StorageLocation storage)
    {
        services.TryAddSingleton<TimeProvider>(_ => new MonotonicClock());
        services.AddOptions<SessionOptions>().BindConfiguration("Sessions").ValidateDataAnnotations().ValidateOnStart();
        services.AddGroupCommitStorage(storage);
        services.AddEmbeddedSilo(silo => silo.GrainAssemblies.Add(typeof(WalletGrain).Assembly));
        services.AddHostedService<SessionRecovery>();
        return services;
    }
}
