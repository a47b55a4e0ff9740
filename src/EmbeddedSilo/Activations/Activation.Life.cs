using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Calls;
using MindBot.EmbeddedSilo.Persistence;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.EmbeddedSilo.Activations;

/// <content>From the first request to the last.</content>
internal sealed partial class Activation
{
    private AsyncServiceScope _scope;
    private DeactivationRequest? _deactivation;
    private DeactivationRequest? _deactivationOnceActive;
    private TaskCompletionSource? _deactivated;
    private bool _ended;
    private long _idleSince;
    private long _keptAliveUntil;

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public Task Deactivated
    {
        get
        {
            if (Volatile.Read(ref _ended)) return Task.CompletedTask;

            Interlocked.CompareExchange(ref _deactivated, new(TaskCreationOptions.RunContinuationsAsynchronously), null);

            // It may have ended between the two reads.
            if (Volatile.Read(ref _ended)) _deactivated.TrySetResult();
            return _deactivated.Task;
        }
    }

    /// <summary>The states that are read before the grain is activated; null afterwards.</summary>
    internal List<IReadableState>? UnreadStates { get; set; }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        var request = new DeactivationRequest(deactivationReason);
        if (Current == this) RequestDeactivation(request);
        else Post(request);
    }

    public void DeactivateOnIdle() =>
        Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "DeactivateOnIdle was called."));

    public void DelayDeactivation(TimeSpan time) =>
        _keptAliveUntil = time == TimeSpan.MaxValue || time == Timeout.InfiniteTimeSpan ? long.MaxValue
            : time <= TimeSpan.Zero ? 0
            : silo.After(time);

    /// <summary>Whether it has been idle for its age. Also called from outside of its turns, where the answer is a guess.</summary>
    public bool IsCollectible(long now) =>
        _stage == Stage.Valid
        && _running == 0
        && _waiting is not { Count: > 0 }
        && grainClass.CollectionAge is { } age
        && _keptAliveUntil <= now
        && silo.Clock.GetElapsedTime(_idleSince, now) >= age;

    private void RequestDeactivation(DeactivationRequest request)
    {
        if (_stage is Stage.Deactivating or Stage.Gone || _deactivation is not null) return;

        if (_stage == Stage.Activating)
        {
            // Serving what it was activated for comes first. Otherwise the request that waits would activate the next one only to meet the same fate.
            _deactivationOnceActive = request;
            return;
        }

        _deactivation = request;
        if (_stage == Stage.New) End();
        else PostPump();
    }

    private void Activate(Message? cause)
    {
        _stage = Stage.Activating;
        new LifecycleStep(grainId, cause, ActivateAsync).Start(this);
    }

    private async Task ActivateAsync()
    {
        try
        {
            _scope = silo.Services.CreateAsyncScope();
            GrainInstance = grainClass.Create(this);
            IsFiltered = silo.CallFilters.Length > 0 || GrainInstance is IIncomingGrainCallFilter;
            await ReadStatesAsync();
            if (GrainInstance is IGrainBase grain) await grain.OnActivateAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            silo.Log.ActivationFailed(exception, this);
            if (exception is InconsistentStateException inconsistent) inconsistent.IsSourceActivation = false;
            await DisposeGrainAsync();
            FailWaiting(exception);
            End();
            return;
        }

        silo.Meters.Activated();
        _idleSince = silo.Clock.GetTimestamp();
        _stage = Stage.Valid;
        PostPump();
        if (_deactivationOnceActive is not null) Post(_deactivationOnceActive);
    }

    private async Task ReadStatesAsync()
    {
        foreach (var state in UnreadStates ?? []) await state.ReadStateAsync();
        UnreadStates = null;
    }

    private void Deactivate()
    {
        _stage = Stage.Deactivating;
        new LifecycleStep(grainId, null, DeactivateAsync).Start(this);
    }

    private async Task DeactivateAsync()
    {
        DisposeTimers();
        using var patience = new CancellationTokenSource(silo.Options.DeactivationTimeout, silo.Clock);
        try
        {
            if (GrainInstance is IGrainBase grain)
                await grain.OnDeactivateAsync(_deactivation!.Reason, patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception exception)
        {
            silo.Log.DeactivationFailed(exception, this);
        }

        await DisposeGrainAsync();
        silo.Meters.Deactivated();
        End();
    }

    private async Task DisposeGrainAsync()
    {
        DisposeTimers();
        try
        {
            if (GrainInstance is IAsyncDisposable asynchronous) await asynchronous.DisposeAsync();
            else (GrainInstance as IDisposable)?.Dispose();
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            silo.Log.DeactivationFailed(exception, this);
        }
    }

    /// <summary>From here on whoever calls the grain gets a new activation; those that wait already are sent there.</summary>
    private void End()
    {
        silo.Remove(this);
        _stage = Stage.Gone;
        GrainInstance = null;
        while (_waiting is not null && _waiting.TryDequeue(out var request))
        {
            if (!request.IsLocal) silo.Deliver(request);
        }

        // Pairs with Deactivated: one of the two sees what the other wrote.
        Volatile.Write(ref _ended, true);
        Interlocked.MemoryBarrier();
        _deactivated?.TrySetResult();
    }

    private void FailWaiting(Exception exception)
    {
        while (_waiting!.TryDequeue(out var request)) request.Fail(exception);
    }
}
