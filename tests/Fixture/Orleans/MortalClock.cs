namespace MindBot.Grains.Tests.Fixture;

/// <summary>A clock as one process sees it: its timers die with it, and are late by <paramref name="lateness"/>.</summary>
internal sealed class MortalClock(TimeProvider clock, TimeSpan lateness) : TimeProvider
{
    private readonly HashSet<Timer> timers = [];
    private readonly TimeSpan lateness = lateness;
    private bool isDead;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, clock.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        lock (timers)
        {
            if (isDead) return timer;
            timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    public void Die()
    {
        List<Timer> dying;
        lock (timers)
        {
            isDead = true;
            dying = [.. timers];
        }

        foreach (var timer in dying) timer.Dispose();
    }

    private sealed class Timer(MortalClock clock, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime > TimeSpan.Zero ? dueTime + clock.lateness : dueTime, period);

        public void Dispose()
        {
            lock (clock.timers) clock.timers.Remove(this);
            timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
