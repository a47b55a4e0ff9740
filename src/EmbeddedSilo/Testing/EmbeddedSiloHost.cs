using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MindBot.EmbeddedSilo.Hosting;
using MindBot.EmbeddedSilo.Scheduling;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.EmbeddedSilo.Testing;

/// <summary>
/// A silo for tests: on a <see cref="VirtualClock"/>, with reminders and every named storage in memory, unless the container says otherwise.
/// Disposing of it is a <see cref="Crash"/>, unless it was stopped: a test that holds a grain at some point need not let it go.
/// </summary>
public sealed class EmbeddedSiloHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private bool _isDown;

    private EmbeddedSiloHost(ServiceProvider services) => _services = services;

    /// <summary>The container.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The silo's clock, if it is a virtual one.</summary>
    /// <exception cref="InvalidCastException">The container was given another kind of clock.</exception>
    public VirtualClock Clock => (VirtualClock)_services.GetRequiredService<TimeProvider>();

    /// <summary>The factory that outside callers use.</summary>
    public IGrainFactory Grains => _services.GetRequiredService<IGrainFactory>();

    /// <summary>The storage of all names that the container was not given another for.</summary>
    public InMemoryGrainStorage Storage => _services.GetRequiredService<InMemoryGrainStorage>();

    /// <summary>How many grains are active or about to be.</summary>
    public int ActivationCount => _services.GetRequiredService<Silo>().ActivationCount;

    /// <summary>
    /// Makes and starts a silo with the grains of <paramref name="grainAssembly"/>. What <paramref name="configure"/> registers (<see cref="TimeProvider"/>,
    /// <see cref="IWorkQueue"/>, <see cref="InMemoryGrainStorage"/>, <see cref="IReminderTable"/>, keyed <see cref="IGrainStorage"/>) takes precedence
    /// over the defaults.
    /// </summary>
    public static async Task<EmbeddedSiloHost> StartAsync(
        Assembly grainAssembly, Action<IServiceCollection>? configure = null, Action<EmbeddedSiloOptions>? options = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new VirtualClock());
        services.AddSingleton(new InMemoryGrainStorage());
        services.AddSingleton<IReminderTable>(new InMemoryReminderTable());
        services.AddSingleton<IWorkQueue>(new TrackedWorkQueue());
        services.AddKeyedSingleton<IGrainStorage>(
            KeyedService.AnyKey, static (provider, _) => provider.GetRequiredService<InMemoryGrainStorage>());
        services.AddEmbeddedSilo(silo =>
        {
            silo.GrainAssemblies.Add(grainAssembly);
            options?.Invoke(silo);
        });
        configure?.Invoke(services);

        var host = new EmbeddedSiloHost(services.BuildServiceProvider(validateScopes: true));
        foreach (var service in host._services.GetServices<IHostedService>()) await service.StartAsync(CancellationToken.None);
        return host;
    }

    /// <summary>Refers to a grain.</summary>
    public TGrainInterface Grain<TGrainInterface>(string key)
        where TGrainInterface : IGrainWithStringKey => Grains.GetGrain<TGrainInterface>(key);

    /// <summary>The id under which a grain's states are stored.</summary>
    public GrainId IdOf<TGrainInterface>(string key)
        where TGrainInterface : IGrainWithStringKey => Grain<TGrainInterface>(key).GetGrainId();

    /// <summary>Completes when no turn runs or waits. What grains await outside of the silo, and timers to come, do not count.</summary>
    /// <exception cref="InvalidCastException">The container was given another work queue than this namespace's.</exception>
    public Task IdleAsync() => ((ITestWorkQueue)_services.GetRequiredService<IWorkQueue>()).IdleAsync();

    /// <summary>Lets time pass as if no code took any: from one timer to the next, with everything that it leads to run in between.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await IdleAsync();
        var end = Clock.GetTimestamp() + time.Ticks;
        while (Clock.UntilNextTimer is { } next && next.Ticks <= end - Clock.GetTimestamp())
        {
            Clock.Advance(next);
            await IdleAsync();
        }

        Clock.Advance(TimeSpan.FromTicks(end - Clock.GetTimestamp()));
    }

    /// <summary>
    /// Stops the silo as a shutdown of the process does: running turns end, grains deactivate. A turn that does not end holds it up until the clock has
    /// passed <see cref="EmbeddedSiloOptions.DeactivationTimeout"/>.
    /// </summary>
    public async Task StopAsync()
    {
        _isDown = true;
        foreach (var service in _services.GetServices<IHostedService>().Reverse()) await service.StopAsync(CancellationToken.None);
    }

    /// <summary>Ends the silo as the death of the process does: from now on no turn runs, and callers get a <see cref="SiloUnavailableException"/>.</summary>
    public void Crash()
    {
        _isDown = true;
        _services.GetRequiredService<Silo>().Die();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_isDown) Crash();
        await _services.DisposeAsync();
    }
}
