using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MindBot.EmbeddedSilo.Testing;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;

namespace MindBot.EmbeddedSilo.Tests.Fixture;

/// <summary>
/// The same silo for tests, of Microsoft Orleans: a cluster of one in this process, called from inside, as by a front in the same process. Storage, reminders and journal outlive
/// <see cref="RestartAsync"/>. Real time passes: waiting for the silo to be idle is waiting until nothing has been noted for a while.
/// </summary>
public sealed class TestSilo : IAsyncDisposable
{
    /// <inheritdoc cref="StartShortAsync"/>
    public static readonly TimeSpan ShortResponseTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(400);

    private readonly Action<IServiceCollection>? _services;
    private readonly InMemoryReminderTable _reminders = new();
    private InProcessTestCluster? _cluster;
    private IGrainFactory _grains = null!;

    private TestSilo(Action<IServiceCollection>? services) => _services = services;

    public Journal Journal { get; } = new();

    public InMemoryGrainStorage Storage { get; } = new();

    /// <summary>Starts a silo whose calls time out soon and whose reminders may have periods of half a second.</summary>
    public static async Task<TestSilo> StartShortAsync(Action<IServiceCollection>? services = null)
    {
        var silo = new TestSilo(services);
        await silo.StartHostAgainAsync();
        return silo;
    }

    public TGrain Grain<TGrain>(string key = "a")
        where TGrain : IGrainWithStringKey => _grains.GetGrain<TGrain>(key);

    public GrainId IdOf<TGrain>(string key = "a")
        where TGrain : IGrainWithStringKey => Grain<TGrain>(key).GetGrainId();

    /// <summary>Lets time pass.</summary>
    public Task AdvanceAsync(TimeSpan time) => Task.Delay(time);

    /// <summary>Waits until nothing has been noted for a while.</summary>
    public async Task IdleAsync()
    {
        for (var before = -1; before != Journal.Entries.Count;)
        {
            before = Journal.Entries.Count;
            await Task.Delay(Calm);
        }
    }

    /// <summary>Lets time pass while no silo runs.</summary>
    public Task PassWhileDownAsync(TimeSpan time) => Task.Delay(time);

    public async Task StopAsync()
    {
        if (_cluster is not { } cluster) return;
        await cluster.StopAllSilosAsync();
        _cluster = null;
        await cluster.DisposeAsync();
    }

    public async Task StartHostAgainAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureHost(host => host.Logging.SetMinimumLevel(LogLevel.None));
        builder.Options.InitializeClientOnDeploy = false;
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ShortResponseTimeout);
            silo.Configure<ReminderOptions>(options => options.MinimumReminderPeriod = TimeSpan.FromMilliseconds(500));
            silo.AddReminders();
            silo.Services.AddSingleton<IReminderTable>(_reminders).AddSingleton(Journal);
            silo.Services.AddKeyedSingleton<IGrainStorage>("Main", Storage).AddSingleton<IGrainStorage>(Storage);
            _services?.Invoke(silo.Services);
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        _grains = _cluster.GetSiloServiceProvider(null).GetRequiredService<IGrainFactory>();
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartHostAgainAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster) await cluster.DisposeAsync();
    }
}
