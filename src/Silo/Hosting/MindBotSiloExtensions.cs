using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MindBot.Grains.Auditing;
using MindBot.Grains.VoiceSessions;
using MindBot.Silo.Auditing;
using MindBot.Silo.Clock;
using MindBot.Silo.Storage;

namespace MindBot.Silo.Hosting;

/// <summary>Adds everything that the grains live on: storage, clock, silo, recovery.</summary>
public static class MindBotSiloExtensions
{
    /// <summary>
    /// Adds the silo with its storage. The payment gateway, voice rooms and mailer that the grains ask are the caller's to add.
    /// </summary>
    public static IServiceCollection AddMindBotSilo(this IServiceCollection services, StorageLocation storage)
    {
        services.AddClock();
        services.AddOptions<SessionOptions>().BindConfiguration("Sessions").ValidateDataAnnotations().ValidateOnStart();
        services.AddGroupCommitStorage(storage with { IsShared = GrainHost.IsCluster });
        services.AddGrainHost(storage);
        services.AddSingleton<SessionWaker>();
        services.AddHostedService<SessionRecovery>();
        return services.AddAuditor();
    }

    /// <summary>Adds what is needed to call the grains of silos that run elsewhere, as <paramref name="storage"/>'s database names them.</summary>
    /// <exception cref="InvalidOperationException">This build's grains live in the process of their callers; or there is no database.</exception>
    public static IServiceCollection AddMindBotClient(this IServiceCollection services, StorageLocation storage) =>
        services.AddClock().AddGrainClient(storage);

    private static IServiceCollection AddAuditor(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<WalletAuditor>();
        services.AddSingleton<IWalletAuditor>(provider => provider.GetRequiredService<WalletAuditor>());
        return services.AddHostedService<AuditService>();
    }

    private static IServiceCollection AddClock(this IServiceCollection services)
    {
        services.TryAddSingleton<TimeProvider>(_ => new MonotonicClock());
        return services;
    }
}
