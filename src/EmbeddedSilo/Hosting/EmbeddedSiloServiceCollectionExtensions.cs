using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MindBot.EmbeddedSilo.Scheduling;
using Orleans;

namespace MindBot.EmbeddedSilo.Hosting;

/// <summary>Adds the silo to a container.</summary>
public static class EmbeddedSiloServiceCollectionExtensions
{
    /// <summary>
    /// Adds the silo, <see cref="IGrainFactory"/> and the hosted service that starts and stops it. The container also needs
    /// an <see cref="Orleans.Storage.IGrainStorage"/> per storage name as a keyed service and, for reminders, an <see cref="IReminderTable"/>;
    /// a <see cref="TimeProvider"/> in it is the silo's clock, otherwise the system's. Every <see cref="IIncomingGrainCallFilter"/> in it, in order of
    /// registration, runs around the calls of all grains.
    /// </summary>
    public static IServiceCollection AddEmbeddedSilo(this IServiceCollection services, Action<EmbeddedSiloOptions> configure)
    {
        services.AddLogging();
        services.AddOptions<EmbeddedSiloOptions>()
            .Configure(configure)
            .Validate(static options => options.AllPositive(), "All times of the silo must be positive.");
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IWorkQueue, ThreadPoolWorkQueue>();
        services.TryAddSingleton<Silo>();
        services.TryAddSingleton<IGrainFactory>(static provider => provider.GetRequiredService<Silo>().GrainFactory);
        services.AddHostedService<SiloHostedService>();
        return services;
    }
}
