namespace MindBot.Gateways.Tests.Support;

/// <summary>
/// A clock for tests: short waits (retries) are over at once and move it on; long ones (limits) end when a test advances it.
/// </summary>
public sealed class SkippingTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly List<Timer> pending = [];
    private readonly List<TimeSpan> skipped = [];
    private DateTimeOffset now = Start;

    /// <summary>The short waits so far.</summary>
    public IReadOnlyList<TimeSpan> Skipped
    {
        get { lock (gate) return [.. skipped]; }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public void Advance(TimeSpan by)
    {
        List<Timer> due;
        lock (gate)
        {
            now += by;
            due = pending.Where(timer => timer.Due <= now).ToList();
            pending.RemoveAll(due.Contains);
        }
        foreach (var timer in due) timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            var timer = new Timer(this, () => callback(state), dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : now + dueTime);
            if (dueTime < TimeSpan.Zero || dueTime > Short)
            {
                pending.Add(timer);
                return timer;
            }
            now += dueTime;
            if (dueTime > TimeSpan.Zero) skipped.Add(dueTime);
            ThreadPool.QueueUserWorkItem(_ => timer.Fire());
            return timer;
        }
    }

    private sealed class Timer(SkippingTime time, Action callback, DateTimeOffset due) : ITimer
    {
        private int done;

        public DateTimeOffset Due => due;

        public void Fire()
        {
            if (Interlocked.Exchange(ref done, 1) == 0) callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) =>
            dueTime == Timeout.InfiniteTimeSpan ? Interlocked.Exchange(ref done, 1) == 0 : throw new NotSupportedException();

        public void Dispose()
        {
            Interlocked.Exchange(ref done, 1);
            lock (time.gate) time.pending.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
