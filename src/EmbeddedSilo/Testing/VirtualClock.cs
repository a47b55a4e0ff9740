namespace MindBot.EmbeddedSilo.Testing;

/// <summary>
/// A clock that stands still until it is advanced. Timers fire inside <see cref="Advance"/>, in the order of their due times, each at its own instant;
/// what they queue elsewhere runs there. The wall clock and the monotonic timestamps advance together; <see cref="SetUtcNow"/> steps the wall clock alone,
/// as an operator or NTP would. Safe for use by several threads.
/// </summary>
public sealed class VirtualClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly SortedSet<Timer> _armed = new(Comparer<Timer>.Create(static (a, b) =>
        a.DueTicks != b.DueTicks ? a.DueTicks.CompareTo(b.DueTicks) : a.Sequence.CompareTo(b.Sequence)));

    private DateTimeOffset _utcNow;
    private long _ticks;
    private long _sequence;

    /// <summary>A clock that shows 2026-01-01T00:00:00Z.</summary>
    public VirtualClock()
        : this(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>A clock that shows <paramref name="start"/>.</summary>
    public VirtualClock(DateTimeOffset start) => _utcNow = start.ToUniversalTime();

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>The time until the next timer is due; null when none is armed.</summary>
    public TimeSpan? UntilNextTimer
    {
        get
        {
            lock (_gate) return _armed.Min is { } next ? TimeSpan.FromTicks(next.DueTicks - _ticks) : null;
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate) return _utcNow;
    }

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate) return _ticks;
    }

    /// <summary>Steps the wall clock. Timestamps and timers do not notice.</summary>
    public void SetUtcNow(DateTimeOffset value)
    {
        lock (_gate) _utcNow = value.ToUniversalTime();
    }

    /// <summary>Lets <paramref name="time"/> pass, firing what comes due on the way, also what is armed on the way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Time does not run backwards.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        long end;
        lock (_gate) end = _ticks + time.Ticks;

        while (TakeDue(end) is { } timer) timer.Fire();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        Timer timer;
        lock (_gate) timer = new Timer(this, callback, state, ++_sequence);
        timer.Change(dueTime, period);
        return timer;
    }

    private Timer? TakeDue(long end)
    {
        lock (_gate)
        {
            var next = _armed.Min is { } first && first.DueTicks <= end ? first : null;
            MoveTo(next?.DueTicks ?? end);
            if (next is null) return null;

            _armed.Remove(next);
            if (next.Period > TimeSpan.Zero) Arm(next, next.Period);
            return next;
        }
    }

    private void MoveTo(long ticks)
    {
        if (ticks <= _ticks) return;

        _utcNow += TimeSpan.FromTicks(ticks - _ticks);
        _ticks = ticks;
    }

    private void Arm(Timer timer, TimeSpan dueTime)
    {
        timer.DueTicks = _ticks + dueTime.Ticks;
        timer.Sequence = ++_sequence;
        _armed.Add(timer);
    }

    private sealed class Timer(VirtualClock clock, TimerCallback callback, object? state, long sequence) : ITimer
    {
        private bool _disposed;

        public long DueTicks { get; set; }

        public long Sequence { get; set; } = sequence;

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                if (_disposed) return false;

                clock._armed.Remove(this);
                Period = period;
                if (dueTime != Timeout.InfiniteTimeSpan) clock.Arm(this, dueTime);
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _disposed = true;
                clock._armed.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
