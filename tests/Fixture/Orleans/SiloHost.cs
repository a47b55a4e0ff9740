using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MindBot.Silo.Hosting;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;
using Orleans.TestingHost;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>
/// A silo of Microsoft Orleans in place of the embedded one: a cluster of one in this process, called from inside. Grains, their timers and their reminders go by
/// the virtual clock; what Orleans does for itself (membership, messages' timeouts, collection of
/// idle grains) goes by the system's.
/// </summary>
public sealed class SiloHost : IAsyncDisposable
{
    /// <summary>A silo with calls that are never answered may not end by itself. It is dead to everybody; nobody waits for it.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The service of reminders waits for an instant in whole milliseconds, and looks again at once while a part of one is left: on a clock that stands still, for ever.
    /// </summary>
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan RemindersAreRead = TimeSpan.FromHours(12);

    private const int CachedAddresses = 1_000;

    private static bool isAnalyzed;

    private readonly Activations activations = new();
    private readonly Mortality mortality = new();
    private InProcessTestCluster? cluster;
    private IGrainFactory grains = null!;

    private SiloHost()
    {
    }

    /// <summary>How many grains are active or about to be.</summary>
    public int ActivationCount => activations.Count;

    /// <summary>Makes and starts a silo; its clock and storage are what <paramref name="configure"/> registers. It has the grains of all assemblies that are loaded.</summary>
    public static async Task<SiloHost> StartAsync(Assembly grainAssembly, Action<IServiceCollection> configure)
    {
        _ = grainAssembly;
        var host = new SiloHost();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureHost(application => application.Logging.ClearProviders());
        builder.Options.InitializeClientOnDeploy = false;
        // A file that stays open for every silo, in which nothing is written.
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.ForwardPatiently().DrainSessions().AddReminders();
            silo.Services.Configure<TypeManifestOptions>(options => options.EnableConfigurationAnalysis = !Interlocked.Exchange(ref isAnalyzed, true));
            // There is nobody outside to whom anything would have to be sent before the end.
            silo.Configure<SiloMessagingOptions>(options => options.WaitForMessageToBeQueuedForOutboundTime = TimeSpan.Zero);
            // By the grains' clock, every second: a day of virtual time would be as many turns as it has seconds. There is no other silo to tell of the load.
            silo.Configure<DeploymentLoadPublisherOptions>(options => options.DeploymentLoadPublisherRefreshTime = TimeSpan.Zero);
            // By the grains' clock, every five minutes, so that silos learn of each other's reminders: a year would be a hundred thousand turns.
            silo.Configure<ReminderOptions>(options => options.ReminderLoadingWindow = options.RefreshReminderListPeriod = RemindersAreRead);
            // Room for a million grains is made, gone through and cleared away with every silo. Here all are where their directory is.
            silo.Configure<GrainDirectoryOptions>(options => options.CacheSize = CachedAddresses);
            configure(silo.Services);
            host.UseClock(silo.Services);
            silo.Services.AddSingleton<IConfigureGrainContextProvider>(host.activations);
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(host.mortality).AddSingleton<IOutgoingGrainCallFilter>(host.mortality);
        });
        host.cluster = builder.Build();
        await host.cluster.DeployAsync();
        host.grains = host.cluster.GetSiloServiceProvider(null).GetRequiredService<IGrainFactory>();
        await host.IdleAsync();
        return host;
    }

    public TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey => grains.GetGrain<TGrain>(key);

    public GrainId IdOf<TGrain>(string key)
        where TGrain : IGrainWithStringKey => Grain<TGrain>(key).GetGrainId();

    /// <summary>Completes when nothing runs or waits to run in this process. What grains await outside of the silo, and timers to come, do not count.</summary>
    public Task IdleAsync() => Idleness.ReachedAsync();

    /// <summary>Stops the silo as a shutdown of the process does.</summary>
    public async Task StopAsync()
    {
        if (cluster is not { } stopping) return;
        await stopping.StopAllSilosAsync();
        mortality.Die();
    }

    /// <summary>Orleans' silos end no faster than they can; but from now on no call, no timer and no reminder of this one goes on, and callers get a <see cref="SiloUnavailableException"/>.</summary>
    public void Crash() => mortality.Die();

    public async ValueTask DisposeAsync()
    {
        mortality.Die();
        if (Interlocked.Exchange(ref cluster, null) is not { } ending) return;
        await Task.WhenAny(EndAsync(ending), Task.Delay(EndsWithin));
    }

    private static async Task EndAsync(InProcessTestCluster ending)
    {
        foreach (var silo in ending.Silos.ToList()) await ending.KillSiloAsync(silo);
        await ending.DisposeAsync();
    }

    private void UseClock(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(TimeProvider) && !service.IsKeyedService);
        var clock = (TimeProvider)registered.ImplementationInstance!;
        var mortal = mortality.Of(clock);
        services.Remove(registered);
        services.AddSingleton<TimeProvider>(mortal);
        services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, mortality.Of(clock, Millisecond));
    }
}
