using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MindBot.EmbeddedSilo.Activations;
using MindBot.EmbeddedSilo.Calls;
using MindBot.EmbeddedSilo.Grains;
using MindBot.EmbeddedSilo.Reminders;
using MindBot.EmbeddedSilo.Scheduling;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Hosting;

/// <summary>The silo: which grains are active, and the way of a call to its activation.</summary>
internal sealed class Silo
{
    // A fixed number, so that the order of timers in a simulation does not depend on the machine.
    private const int TimeoutShards = 8;

    // Its growth, and so the order in which it lists activations, would otherwise depend on the number of processors.
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new(concurrencyLevel: 64, capacity: 64);
    private readonly Func<GrainId, Activation> _newActivation;
    private readonly CallTimeouts[] _timeouts;
    private readonly ITimer _collector;
    private readonly GrainCatalog _catalog;
    private readonly Lazy<IIncomingGrainCallFilter[]> _callFilters;

    public Silo(
        IServiceProvider services,
        IOptions<EmbeddedSiloOptions> options,
        TimeProvider clock,
        IWorkQueue work,
        ILogger<Silo> logger,
        IReminderTable? reminderTable = null)
    {
        Services = services;
        Options = options.Value;
        Clock = clock;
        Work = work;
        Log = new SiloLog(logger);
        _catalog = new GrainCatalog(Options, services);
        _newActivation = NewActivation;

        // Later than this constructor, since filters may ask for what it provides, as for the grain factory.
        _callFilters = new(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);
        _timeouts = [.. Enumerable.Range(0, TimeoutShards).Select(_ => new CallTimeouts(this))];
        _collector = CreateTimer(CollectIdle);
        GrainFactory = new GrainFactory(this, _catalog);
        Turns = new SystemTurns(this);
        Reminders = new ReminderService(this, reminderTable);
    }

    public IServiceProvider Services { get; }

    public EmbeddedSiloOptions Options { get; }

    public TimeProvider Clock { get; }

    public IWorkQueue Work { get; }

    public SiloLog Log { get; }

    public SiloMeters Meters { get; } = new();

    public GrainFactory GrainFactory { get; }

    public ReminderService Reminders { get; }

    /// <summary>The filters of all grains' calls, in order.</summary>
    public IIncomingGrainCallFilter[] CallFilters => _callFilters.Value;

    /// <summary>In which the silo's own operations run, so that a work queue sees them like those of grains.</summary>
    public SystemTurns Turns { get; }

    /// <summary>Whether calls from outside are no longer taken.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Whether nothing runs any more.</summary>
    public bool IsDead { get; private set; }

    public int ActivationCount => _activations.Count;

    /// <summary>Sends a call on its way; whatever becomes of it, the caller learns from the call.</summary>
    public void Send(GrainCall call)
    {
        Meters.Called();
        if (Refusal(call) is { } refusal)
        {
            call.Fail(refusal);
            return;
        }

        if (!call.Method.IsOneWay)
        {
            _timeouts[call.Target.GetUniformHashCode() % TimeoutShards].Add(call);
            call.Cancellation?.Subscribe();
        }

        Deliver(call);
    }

    /// <summary>Hands a request to the activation of its grain, a new one if need be.</summary>
    public void Deliver(Message request)
    {
        if (IsDead) request.Fail(Unavailable());
        else _activations.GetOrAdd(request.Target, _newActivation).Post(request);
    }

    public Activation? Find(GrainId id) => _activations.GetValueOrDefault(id);

    public void Remove(Activation activation) => _activations.TryRemove(new(activation.GrainId, activation));

    /// <summary>A timer that is not armed yet and carries nothing of the context in which it is made.</summary>
    public ITimer CreateTimer(Action callback) => CreateTimer(static callback => ((Action)callback!)(), callback);

    /// <inheritdoc cref="CreateTimer(Action)"/>
    public ITimer CreateTimer(TimerCallback callback, object state)
    {
        var flow = ExecutionContext.IsFlowSuppressed() ? default(AsyncFlowControl?) : ExecutionContext.SuppressFlow();
        try
        {
            return Clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            flow?.Undo();
        }
    }

    /// <summary>The clock's timestamp after <paramref name="time"/> from now.</summary>
    public long After(TimeSpan time) => Clock.GetTimestamp() + (long)(time.TotalSeconds * Clock.TimestampFrequency);

    public Task StartAsync(CancellationToken cancellationToken) => Turns.Run(async () =>
    {
        // One that cannot be made fails the start, not the first call.
        _ = CallFilters;
        await Reminders.StartAsync(cancellationToken);
        _collector.Change(Options.CollectionPeriod, Options.CollectionPeriod);
    });

    /// <summary>
    /// Lets what runs run out and deactivates everything, so that what grains write at the end is durable.
    /// Grains may still call each other meanwhile.
    /// </summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        IsStopping = true;
        return IsDead ? Task.CompletedTask : Turns.Run(() => StopInTurnsAsync(cancellationToken));
    }

    /// <summary>Ends everything at once, as the death of the process would: no turn runs any more, nothing is written.</summary>
    public void Die()
    {
        IsStopping = IsDead = true;
        _collector.Dispose();
        Reminders.Die();
        foreach (var timeouts in _timeouts) timeouts.FailAll(Unavailable());
    }

    private static SiloUnavailableException Unavailable() => new("The silo is stopped or stopping.");

    private async Task StopInTurnsAsync(CancellationToken cancellationToken)
    {
        _collector.Dispose();
        await Reminders.StopAsync(cancellationToken);

        using var patience = new CancellationTokenSource(Options.DeactivationTimeout, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            while (!_activations.IsEmpty) await DeactivateAllAsync().WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            Log.StoppedEarly(_activations.Count);
        }

        Die();
    }

    private Exception? Refusal(GrainCall call)
    {
        if (IsDead || (IsStopping && Message.Current is null)) return Unavailable();
        if (call.Cancellation?.Refusal is { } cancelled) return cancelled;
        return CallChain.CycleOf(call, _catalog) is { } chain
            ? new InvalidOperationException($"Deadlock: {chain}. A call must not wait for a grain that waits for it.")
            : null;
    }

    private Activation NewActivation(GrainId id)
    {
        var grainClass = _catalog.Find(id.Type) ?? throw new ArgumentException($"There is no grain class of type \"{id.Type}\".");
        return new Activation(this, grainClass, id);
    }

    private void CollectIdle()
    {
        var now = Clock.GetTimestamp();
        foreach (var activation in Ordered(activation => activation.IsCollectible(now))) activation.Post(DeactivationRequest.Idle);
    }

    /// <summary>In an order that does not follow from the dictionary's growth, so that a seeded run can be repeated.</summary>
    private IEnumerable<Activation> Ordered(Func<Activation, bool> which) =>
        _activations.Select(pair => pair.Value).Where(which).OrderBy(activation => activation.GrainId);

    private async Task DeactivateAllAsync()
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo is shutting down.");
        var ends = new List<Task>();
        foreach (var activation in Ordered(_ => true))
        {
            ends.Add(activation.Deactivated);
            activation.Deactivate(reason);
        }

        // One by one: WhenAll would go on in the thread pool, where no work queue decides.
        foreach (var end in ends) await end;
    }
}
