namespace MindBot.Gateways.Tests.Simulators;

/// <summary>A clock that stands still, with timers that go off on the thread that advances it, in the order of their instants.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly List<Timer> timers = [];
    private DateTimeOffset now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by)
    {
        var until = now + by;
        while (timers.Where(timer => timer.Due <= until).MinBy(timer => timer.Due) is { } next)
        {
            now = next.Due > now ? next.Due : now;
            timers.Remove(next);
            next.Callback();
        }
        now = until;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state), now + dueTime);
        timers.Add(timer);
        return timer;
    }

    private sealed class Timer(ManualTime time, Action callback, DateTimeOffset due) : ITimer
    {
        public DateTimeOffset Due => due;
        public Action Callback => callback;

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => time.timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
