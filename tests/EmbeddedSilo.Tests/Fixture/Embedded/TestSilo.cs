using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Hosting;
using MindBot.EmbeddedSilo.Testing;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Fixture;

/// <summary>
/// The only place where the suite knows which silo it runs on: tests use this and the Orleans API, so that another fixture can run them elsewhere.
/// Storage, reminders and clock outlive <see cref="RestartAsync"/>. A fixture without a virtual clock lets real time pass instead.
/// </summary>
public sealed class TestSilo : IAsyncDisposable
{
    /// <summary>The time limit of calls of a silo that <see cref="StartShortAsync"/> started.</summary>
    public static readonly TimeSpan ShortResponseTimeout = TimeSpan.FromSeconds(5);

    private readonly Action<EmbeddedSiloOptions>? _options;
    private readonly Action<IServiceCollection>? _services;
    private readonly VirtualClock _clock = new();
    private readonly InMemoryReminderTable _reminders = new();
    private EmbeddedSiloHost _host = null!;

    private TestSilo(Action<EmbeddedSiloOptions>? options, Action<IServiceCollection>? services)
    {
        _options = options;
        _services = services;
    }

    public Journal Journal { get; } = new();

    public InMemoryGrainStorage Storage { get; } = new();

    public TimeProvider Clock => _clock;

    public int ActivationCount => _host.ActivationCount;

    public static async Task<TestSilo> StartAsync(Action<EmbeddedSiloOptions>? options = null, Action<IServiceCollection>? services = null)
    {
        var silo = new TestSilo(options, services);
        await silo.StartHostAsync();
        return silo;
    }

    /// <summary>Starts a silo on which nothing takes long: calls time out soon, reminders may have periods of half a second.</summary>
    public static Task<TestSilo> StartShortAsync(Action<IServiceCollection>? services = null) => StartAsync(
        static options =>
        {
            options.ResponseTimeout = ShortResponseTimeout;
            options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(500);
        },
        services);

    public TGrain Grain<TGrain>(string key = "a")
        where TGrain : IGrainWithStringKey => _host.Grain<TGrain>(key);

    public GrainId IdOf<TGrain>(string key = "a")
        where TGrain : IGrainWithStringKey => _host.IdOf<TGrain>(key);

    /// <summary>Lets time pass, and everything run that it leads to.</summary>
    public Task AdvanceAsync(TimeSpan time) => _host.AdvanceAsync(time);

    /// <summary>Waits until no turn runs.</summary>
    public Task IdleAsync() => _host.IdleAsync();

    /// <summary>Steps the wall clock alone.</summary>
    public void StepWallClock(TimeSpan by) => _clock.SetUtcNow(_clock.GetUtcNow() + by);

    /// <summary>Lets time pass while no silo runs.</summary>
    public Task PassWhileDownAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }

    public Task StopAsync() => _host.StopAsync();

    public void Crash() => _host.Crash();

    public Task StartHostAgainAsync() => StartHostAsync();

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartHostAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task StartHostAsync() => _host = await EmbeddedSiloHost.StartAsync(
        typeof(TestSilo).Assembly,
        services =>
        {
            services.AddSingleton<TimeProvider>(_clock).AddSingleton(Storage).AddSingleton<IReminderTable>(_reminders).AddSingleton(Journal);
            _services?.Invoke(services);
        },
        _options);
}
