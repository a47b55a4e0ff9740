using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Activations;

/// <content>The timers of an activation: a list through the timers themselves, since most activations have one or none.</content>
internal sealed partial class Activation
{
    private GrainTimer? _timers;

    public IGrainTimer AddTimer<TState>(Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        if (_stage is Stage.Deactivating or Stage.Gone) throw new InvalidOperationException($"{this} is deactivated: it can have no timers.");

        var timer = new GrainTimer<TState>(this, callback, state, options);
        timer.Change(options.DueTime, options.Period);
        timer.Next = _timers;
        if (_timers is not null) _timers.Previous = timer;
        _timers = timer;
        return timer;
    }

    public void RemoveTimer(GrainTimer timer)
    {
        if (timer.Previous is not null) timer.Previous.Next = timer.Next;
        else if (_timers == timer) _timers = timer.Next;
        if (timer.Next is not null) timer.Next.Previous = timer.Previous;
        timer.Next = timer.Previous = null;
    }

    private void DisposeTimers()
    {
        while (_timers is { } timer) timer.Dispose();
    }
}
