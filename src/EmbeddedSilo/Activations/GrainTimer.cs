using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Activations;

/// <summary>
/// A timer of an activation. When it fires, the activation receives a <see cref="TimerTick"/>; the next one is armed when that has run.
/// As in Orleans, a tick that already waits for its turn is not taken back by <see cref="Change"/> or <see cref="Dispose"/>.
/// </summary>
internal abstract class GrainTimer : IGrainTimer
{
    private const uint LongestMs = 0xfffffffe;

    private readonly CancellationTokenSource _disposal = new();
    private readonly Activation _activation;
    private readonly ITimer _timer;
    private TimeSpan _dueTime;
    private TimeSpan _period;
    private bool _changed;
    private volatile bool _firing;

    protected GrainTimer(Activation activation, GrainTimerCreationOptions options)
    {
        _activation = activation;
        Interleaves = options.Interleave;
        KeepsAlive = options.KeepAlive;
        _timer = activation.Silo.CreateTimer(static timer => ((GrainTimer)timer!).Fire(), this);
    }

    public bool Interleaves { get; }

    public bool KeepsAlive { get; }

    public GrainTimer? Next { get; set; }

    public GrainTimer? Previous { get; set; }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        CheckRange(dueTime, nameof(dueTime));
        CheckRange(period, nameof(period));

        _changed = true;
        _dueTime = dueTime;
        _period = period;
        if (!_firing) Arm(dueTime);
    }

    public void Dispose()
    {
        _disposal.Cancel();
        _timer.Dispose();
        _activation.RemoveTimer(this);
    }

    /// <summary>Runs the callback and arms the timer again.</summary>
    public async Task RunAsync()
    {
        _changed = false;
        try
        {
            await InvokeAsync(_disposal.Token);
        }
        finally
        {
            _firing = false;
            if (!_disposal.IsCancellationRequested) Arm(_changed ? _dueTime : _period);
        }
    }

    protected abstract Task InvokeAsync(CancellationToken cancellationToken);

    private static void CheckRange(TimeSpan value, string name)
    {
        var ms = (long)value.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(ms, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ms, LongestMs, name);
    }

    private void Fire()
    {
        _firing = true;
        _activation.Post(new TimerTick(this, _activation));
    }

    private void Arm(TimeSpan dueTime) => _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
}

/// <summary>A timer whose callback takes a <typeparamref name="TState"/>.</summary>
internal sealed class GrainTimer<TState>(
    Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    : GrainTimer(activation, options)
{
    protected override Task InvokeAsync(CancellationToken cancellationToken) => callback(state, cancellationToken);
}
