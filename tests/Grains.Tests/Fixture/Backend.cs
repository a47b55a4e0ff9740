using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Testing;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.Mail;
using MindBot.Gateways.Stripe;
using MindBot.Grains.Ledgers;
using MindBot.Grains.Mail;
using MindBot.Grains.TimeCards;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.Silo.Storage;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>
/// The grains on a silo with a virtual clock. Storage, reminders, clock and payment provider outlive the process, which can stop, crash and
/// start again.
/// </summary>
public sealed class Backend : IAsyncDisposable
{
    private readonly InMemoryReminderTable reminders = new();
    private readonly VirtualClock clock = new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero));
    private readonly Action<SessionOptions>? options;
    private EmbeddedSiloHost host = null!;
    private TaskCompletionSource died = null!;
    private int users;
    private int cards;

    private Backend(Action<SessionOptions>? options)
    {
        this.options = options;
        LiveKit = new LiveKitWorld(clock);
    }

    public ScriptedPayments Payments { get; } = new();

    public ScriptedMailer Mailer { get; } = new();

    public LiveKitWorld LiveKit { get; }

    /// <summary>What is durable.</summary>
    public InMemoryGrainStorage Shared { get; } = new(new StateJson().Options);

    /// <summary>The storage as the running process sees it.</summary>
    public ScriptedStorage Storage { get; private set; } = null!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public int Activations => host.ActivationCount;

    public bool IsDown { get; private set; }

    public static async Task<Backend> StartAsync(Action<SessionOptions>? options = null)
    {
        var backend = new Backend(options);
        await backend.StartHostAsync();
        return backend;
    }

    public TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey => host.Grain<TGrain>(key);

    public IWalletGrain Wallet(string user) => Grain<IWalletGrain>(user);

    public IVoiceSessionGrain Session(string user, string id) => Grain<IVoiceSessionGrain>(SessionKey.Of(user, id));

    public IVoiceRoomGrain Room(string name) => Grain<IVoiceRoomGrain>(name);

    public ILedgerGrain Ledger(string user) => Grain<ILedgerGrain>(user);

    public ISessionLogGrain Log(string user) => Grain<ISessionLogGrain>(user);

    public ITimeCardGrain Card(string id) => Grain<ITimeCardGrain>(id);

    /// <summary>The stored JSON of a grain's state, or null.</summary>
    public string? Stored<TGrain>(string key, string state)
        where TGrain : IGrainWithStringKey => Shared.Peek(host.IdOf<TGrain>(key), state);

    /// <summary>A grain's state is not what it was, as after a restored backup.</summary>
    public void Replace<TGrain>(string key, string state, string json)
        where TGrain : IGrainWithStringKey => Shared.Poke(host.IdOf<TGrain>(key), state, json);

    /// <summary>A user who owns one card of <paramref name="credit"/> base-rate time.</summary>
    public async Task<string> UserWith(TimeSpan credit)
    {
        var user = $"user_{++users}";
        await Credit(user, credit);
        return user;
    }

    /// <summary>Credits another card and answers its id.</summary>
    public async Task<string> Credit(string user, TimeSpan credit)
    {
        var card = $"tcrd_{++cards:00}";
        await Wallet(user).Credit(new CreditRequest(card, null, credit.Micros(), Now));
        return card;
    }

    public async Task<long> Balance(string user) => (await Wallet(user).GetView(signOfLife: false)).AvailableMicros;

    public Task AdvanceAsync(TimeSpan time) => host.AdvanceAsync(time);

    public Task IdleAsync() => host.IdleAsync();

    /// <summary>Steps the wall clock alone; timers do not notice.</summary>
    public void StepWallClock(TimeSpan by) => clock.SetUtcNow(Now + by);

    /// <summary>Reminders are gone: nobody wakes sessions but those who call them.</summary>
    public Task ForgetReminders() => reminders.TestOnlyClearTable();

    /// <summary>How many reminders are registered.</summary>
    public async Task<int> Reminders() => (await reminders.ReadRows(0, 0)).Reminders.Count;

    public void Crash()
    {
        Storage.Die();
        host.Crash();
        IsDown = true;
    }

    /// <summary>The process dies in its <paramref name="n"/>-th write from now, before or after that write is durable.</summary>
    public void CrashAtWrite(int n, bool afterWrite, Action? then = null)
    {
        var (dying, death) = (host, died);
        Storage.CrashAtWrite(n, afterWrite, () =>
        {
            IsDown = true;
            dying.Crash();
            death.TrySetResult();
            then?.Invoke();
        });
    }

    /// <summary>Stops the process as planned, unless it dies over it.</summary>
    public async Task StopAsync()
    {
        await Task.WhenAny(host.StopAsync(), died.Task);
        IsDown = true;
    }

    /// <summary>Starts the process again after <paramref name="downtime"/> and, as the service does, wakes the sessions that were open.</summary>
    public async Task StartAgainAsync(TimeSpan downtime = default, bool wake = true)
    {
        if (!IsDown) throw new InvalidOperationException("It runs. Stop or crash it first.");
        await host.DisposeAsync();
        clock.Advance(downtime);
        await StartHostAsync();
        if (!wake) return;
        for (var shard = 0; shard < ISessionWatchGrain.Shards; shard++)
            await Grain<ISessionWatchGrain>(shard.ToString(CultureInfo.InvariantCulture)).WakeAll();
        await IdleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Crash();
        await host.DisposeAsync();
    }

    private async Task StartHostAsync()
    {
        Storage = new ScriptedStorage(Shared);
        IsDown = false;
        died = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host = await EmbeddedSiloHost.StartAsync(typeof(WalletGrain).Assembly, services =>
        {
            services
                .AddSingleton<TimeProvider>(clock)
                .AddSingleton<IReminderTable>(reminders)
                .AddSingleton<IPaymentGateway>(Payments)
                .AddSingleton<IMailer>(Mailer)
                .AddSingleton(MailTemplates.Load(Path.Combine(AppContext.BaseDirectory, "catalog")))
                .AddSingleton<IVoiceRooms>(LiveKit)
                .AddSingleton(LiveKit.Clock)
                .AddKeyedSingleton<Orleans.Storage.IGrainStorage>(GrainStorageName.Default, Storage);
            if (options is not null) services.Configure(options);
        });
    }
}
