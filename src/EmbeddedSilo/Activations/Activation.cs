using MindBot.EmbeddedSilo.Calls;
using MindBot.EmbeddedSilo.Grains;
using MindBot.EmbeddedSilo.Hosting;
using MindBot.EmbeddedSilo.Scheduling;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Activations;

/// <summary>
/// One activation of a grain: its turns, the requests that run and wait, and its life. Everything here but <see cref="TurnScheduler.Post"/> runs in
/// its own turns, so there are no locks. Requests start as Orleans starts them: one at a time, but for those that interleave.
/// </summary>
internal sealed partial class Activation(Silo silo, GrainClass grainClass, GrainId grainId) : TurnScheduler(silo.Work), IGrainContext
{
    /// <summary>A turn that looks for waiting requests to start, or for a deactivation to begin.</summary>
    private static readonly object Pump = new();

    private Stage _stage;
    private bool _pumping;
    private int _running;
    private int _blocking;
    private int _writing;
    private Queue<Message>? _waiting;

    private enum Stage : byte
    {
        New,
        Activating,
        Valid,
        Deactivating,
        Gone,
    }

    /// <summary>The activation whose turn is running; null outside of grains.</summary>
    public static new Activation? Current => TaskScheduler.Current as Activation;

    public Silo Silo => silo;

    public GrainClass Class => grainClass;

    public GrainId GrainId => grainId;

    public object? GrainInstance { get; private set; }

    /// <summary>Whether its requests go through call filters.</summary>
    public bool IsFiltered { get; private set; }

    protected override bool IsDead => silo.IsDead;

    /// <exception cref="InvalidOperationException">The grain was not made by the silo.</exception>
    public static Activation Of(IGrainBase grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return grain.GrainContext as Activation ?? throw new InvalidOperationException("The grain was created outside of the silo.");
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"[Activation {grainId}]";

    /// <summary>A request has ended, in whatever way.</summary>
    public void Finish(Message request)
    {
        _running--;
        if (request.KeepsAlive) _idleSince = silo.Clock.GetTimestamp();
        if (!request.Interleaves) Block(request, -1);
        if (_waiting is { Count: > 0 } || _deactivation is not null) PostPump();
    }

    /// <summary>An exception left the grain's code. One that says that its memory and storage disagree ends the activation.</summary>
    public void OnUnhandled(Exception exception)
    {
        if (exception is not Orleans.Storage.InconsistentStateException { IsSourceActivation: true } inconsistent) return;

        // The caller receives the same exception, and it is not the caller's state that is inconsistent.
        inconsistent.IsSourceActivation = false;
        silo.Log.InconsistentState(exception, this);
        Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, exception, exception.Message));
    }

    protected override void Run(object turn)
    {
        switch (turn)
        {
            case Message request:
                Receive(request);
                break;
            case CallCancellation cancellation:
                cancellation.TellGrain();
                break;
            case DeactivationRequest { OnlyIfIdle: true } when !IsCollectible(silo.Clock.GetTimestamp()):
                break;
            case DeactivationRequest request:
                RequestDeactivation(request);
                break;
            default:
                StartWaiting();
                break;
        }
    }

    private void Receive(Message request)
    {
        // While a pump is due, those that wait already come first.
        switch (_stage)
        {
            case Stage.Valid when !_pumping && MayStart(request):
                StartRequest(request);
                break;
            case Stage.Gone or Stage.Deactivating when request.IsLocal:
                break;
            case Stage.Gone:
                silo.Deliver(request);
                break;
            default:
                (_waiting ??= new()).Enqueue(request);
                if (_stage == Stage.New) Activate(request.Cause);
                break;
        }
    }

    private bool MayStart(Message request)
    {
        if (_deactivation is not null) return false;
        if (_running == 0 || request.Interleaves || grainClass.IsReentrant) return true;

        // As in Orleans: those that always interleave block nobody.
        return _blocking == 0 || (request.IsReadOnly && _writing == 0);
    }

    private void Block(Message request, int change)
    {
        _blocking += change;
        if (!request.IsReadOnly) _writing += change;
    }

    private void StartRequest(Message request)
    {
        if (request.IsExpired)
        {
            // Nobody waits for it any more; whoever sent it has been told that it timed out.
            request.IsDone = true;
            return;
        }

        _running++;
        if (!request.Interleaves) Block(request, 1);
        request.Start(this);
    }

    private void StartWaiting()
    {
        _pumping = false;
        if (_stage != Stage.Valid) return;

        // Requests that cannot start keep their order. If none of the class' methods interleave, all wait for the first one.
        for (var left = _waiting?.Count ?? 0; left > 0; left--)
        {
            if (!grainClass.MayInterleave && !MayStart(_waiting!.Peek())) break;

            var request = _waiting!.Dequeue();
            if (MayStart(request)) StartRequest(request);
            else if (_deactivation is null || !request.IsLocal) _waiting.Enqueue(request);
        }

        // What an activation needed once, mostly while it was being activated, it should not hold for as long as it lives.
        if (_waiting is { Count: 0 }) _waiting = null;

        if (_deactivation is not null && _running == 0) Deactivate();
    }

    private void PostPump()
    {
        if (_pumping) return;
        _pumping = true;
        Post(Pump);
    }
}
