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
using MindBot.Silo.Clock;
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
    private static readonly MailTemplates Templates = MailTemplates.Load(Path.Combine(AppContext.BaseDirectory, "catalog"));

    private readonly VirtualClock clock = new(new DateTimeOffset(2026, 3, 14, 9, 26, 53, TimeSpan.Zero));
    private readonly SteppableClock wall;
    private readonly TimeProvider processClock;
    private readonly Action<SessionOptions>? options;
    private readonly Action<IServiceCollection>? turns;
    private SiloHost host = null!;
    private SiloHost? twin;
    private ScriptedStorage? twinStorage;
    private TaskCompletionSource died = null!;
    private int users;
    private int cards;

    private Backend(Action<SessionOptions>? options, Action<IServiceCollection>? turns, bool keepsObjects)
    {
        Shared = new InMemoryGrainStorage(new StateJson().Options, keepsObjects);
        (this.options, this.turns) = (options, turns);
        wall = new SteppableClock(clock);
        processClock = turns is null ? clock : new MonotonicClock(wall);
        LiveKit = new LiveKitWorld(clock, new(processClock, wall));
    }

    /// <summary>In the full build the silo is Microsoft Orleans'.</summary>
    public static bool IsOnOrleans => typeof(SiloHost).Assembly == typeof(Backend).Assembly;

    public ScriptedPayments Payments { get; } = new();

    public ScriptedMailer Mailer { get; } = new();

    public LiveKitWorld LiveKit { get; }

    /// <summary>What is durable.</summary>
    public InMemoryGrainStorage Shared { get; }

    /// <summary>The storage as the running process sees it.</summary>
    public ScriptedStorage Storage { get; private set; } = null!;

    public DateTimeOffset Now => clock.GetUtcNow();

    public int Activations => host.ActivationCount;

    public bool IsDown { get; private set; }

    public bool HasTwin => twin is not null;

    /// <summary>Whether calls go to the twin, while there is one.</summary>
    public bool AsksTwin { get; set; }

    /// <summary>
    /// <paramref name="turns"/> registers a queue for the silo's turns that runs them all on one thread; then the process' clock is the product's own,
    /// which follows no steps of the wall clock. <paramref name="keepsObjects"/>: the storage is faster, and does not prove that states survive as JSON.
    /// </summary>
    public static async Task<Backend> StartAsync(Action<SessionOptions>? options = null, Action<IServiceCollection>? turns = null, bool keepsObjects = false)
    {
        var backend = new Backend(options, turns, keepsObjects);
        await backend.StartHostAsync();
        return backend;
    }

    public TGrain Grain<TGrain>(string key)
        where TGrain : IGrainWithStringKey => (AsksTwin && twin is not null ? twin : host).Grain<TGrain>(key);

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

    /// <summary>Lets time pass as if no code took any: from one timer to the next, with everything that it leads to run in between.</summary>
    public async Task AdvanceAsync(TimeSpan time)
    {
        await IdleAsync();
        var end = clock.GetTimestamp() + time.Ticks;
        while (clock.UntilNextTimer is { } next && next.Ticks <= end - clock.GetTimestamp())
        {
            clock.Advance(next);
            await IdleAsync();
        }

        clock.Advance(TimeSpan.FromTicks(end - clock.GetTimestamp()));
    }

    public Task IdleAsync() => host.IdleAsync();

    /// <summary>Steps the wall clock alone; timers do not notice.</summary>
    public void StepWallClock(TimeSpan by) => clock.SetUtcNow(Now + by);

    /// <summary>The machine's wall clock is wrong by so much, until the next start. Only of use with the product's own clock.</summary>
    public void SetWallClockWrong(TimeSpan by) => wall.Step = by;

    /// <summary>Another process comes up on the same storage and believes that it is alone: whatever is active may be active twice.</summary>
    public async Task StartTwinAsync()
    {
        if (twin is not null || IsDown) return;
        twinStorage = new ScriptedStorage(Shared);
        twin = await NewHostAsync(twinStorage);
        await WakeAllAsync(twin);
    }

    public async Task EndTwinAsync()
    {
        if (twin is not { } ending) return;
        (twin, AsksTwin) = (null, false);
        twinStorage!.Die();
        ending.Crash();
        await ending.DisposeAsync();
    }

    /// <summary>Reminders are gone: nobody wakes sessions but those who call them.</summary>
    public Task ForgetReminders() => reminders.TestOnlyClearTable();

    /// <summary>How many reminders are registered.</summary>
    public async Task<int> Reminders() => (await reminders.ReadRows(0, 0)).Reminders.Count;

    public void Crash()
    {
        Storage.Die();
        host.Crash();
        IsDown = true;
        died.TrySetResult();
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
        wall.Step = TimeSpan.Zero;
        clock.Advance(downtime);
        await StartHostAsync();
        if (wake) await WakeAllAsync(host);
    }

    public async ValueTask DisposeAsync()
    {
        await EndTwinAsync();
        Crash();
        await host.DisposeAsync();
        (processClock as MonotonicClock)?.Dispose();
    }

    /// <summary>Lists that were never written have nobody to wake.</summary>
    private async Task WakeAllAsync(SiloHost woken)
    {
        for (var shard = 0; shard < ISessionWatchGrain.Shards; shard++)
        {
            var key = shard.ToString(CultureInfo.InvariantCulture);
            if (!Shared.Has(woken.IdOf<ISessionWatchGrain>(key), "sessionWatch")) continue;
            if (!await Callers.Answered(woken.Grain<ISessionWatchGrain>(key).WakeAll()) && !IsDown && turns is null)
                throw new InvalidOperationException($"Watch list {key} could not be read.");
        }

        await IdleAsync();
    }

    private async Task StartHostAsync()
    {
        Storage = new ScriptedStorage(Shared);
        IsDown = false;
        // In the queue's own turns, or beside the write in which it dies.
        died = new TaskCompletionSource(turns is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None);
        host = await NewHostAsync(Storage);
        IsDown = false;
    }

    private Task<SiloHost> NewHostAsync(ScriptedStorage storage) =>
        SiloHost.StartAsync(typeof(WalletGrain).Assembly, services =>
        {
            services
                .AddSingleton(processClock)
                .AddSingleton<IReminderTable>(reminders)
                .AddSingleton<IPaymentGateway>(Payments)
                .AddSingleton<IMailer>(Mailer)
                .AddSingleton(Templates)
                .AddSingleton<IVoiceRooms>(LiveKit)
                .AddSingleton(LiveKit.Clock)
                .AddKeyedSingleton<Orleans.Storage.IGrainStorage>(GrainStorageName.Default, storage);
            turns?.Invoke(services);
            if (options is not null) services.Configure(options);
        });
}
