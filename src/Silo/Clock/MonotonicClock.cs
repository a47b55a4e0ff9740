using System.Diagnostics.Metrics;

namespace MindBot.Silo.Clock;

/// <summary>
/// The process' clock. It is read from the wall clock once, at the start, and from then on advances with the stopwatch.
/// <list type="bullet">
/// <item>It never goes backwards.</item>
/// <item>While the wall clock is at most <see cref="LargestSlew"/> away (drift, small corrections), it approaches it by at most
/// 500 ppm: an interval measured with it is off by at most 0.5 ms per second, as under NTP.</item>
/// <item>A wall clock further away has been stepped, and is not followed at all: a step of an hour, forwards or backwards, changes
/// no measured interval by even a tick. If it is stepped back, nothing has happened. Otherwise the difference stays, visible
/// in <see cref="WallOffset"/> and the gauge <c>mindbot.clock.offset</c>, until a restart adopts the wall clock.</item>
/// </list>
/// Timers are the source's: they run on the system's monotonic clock already.
/// </summary>
public sealed class MonotonicClock : TimeProvider, IDisposable
{
    /// <summary>The meter of the gauge <c>mindbot.clock.offset</c> (seconds that the wall clock is ahead).</summary>
    public const string MeterName = "MindBot.Clock";

    /// <summary>The largest difference to the wall clock that is slewed away; at 500 ppm that takes 33 hours.</summary>
    public static readonly TimeSpan LargestSlew = TimeSpan.FromSeconds(60);

    private const long SlewDivisor = 2_000;
    private static readonly TimeSpan SyncInterval = TimeSpan.FromSeconds(1);

    private readonly TimeProvider source;
    private readonly Meter meter = new(MeterName);
    private readonly Lock syncing = new();
    private volatile Stretch stretch;
    private long latestTicks;

    /// <param name="source">Gives the wall clock, the stopwatch and the timers; the system's by default.</param>
    public MonotonicClock(TimeProvider? source = null)
    {
        this.source = source ?? System;
        stretch = new Stretch(this.source.GetTimestamp(), this.source.GetUtcNow().UtcTicks, WallOffsetTicks: 0);
        meter.CreateObservableGauge("mindbot.clock.offset", () => WallOffset.TotalSeconds, "s", "How far the wall clock is ahead");
    }

    /// <summary>How far the wall clock is ahead of this clock (negative: behind).</summary>
    public TimeSpan WallOffset => source.GetUtcNow() - GetUtcNow();

    /// <inheritdoc/>
    public override long TimestampFrequency => source.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => source.LocalTimeZone;

    /// <inheritdoc/>
    public override long GetTimestamp() => source.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        source.CreateTimer(callback, state, dueTime, period);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var current = stretch;
        var elapsed = source.GetElapsedTime(current.StartTimestamp);
        if (elapsed >= SyncInterval)
            Sync(current);
        return new DateTimeOffset(NeverBackwards(current.At(elapsed)), TimeSpan.Zero);
    }

    public void Dispose() => meter.Dispose();

    /// <summary>Begins a new stretch where the old one has got to, with a fresh look at the wall clock.</summary>
    private void Sync(Stretch old)
    {
        lock (syncing)
        {
            if (stretch != old)
                return;
            var timestamp = source.GetTimestamp();
            var now = old.At(source.GetElapsedTime(old.StartTimestamp, timestamp));
            stretch = new Stretch(timestamp, now, source.GetUtcNow().UtcTicks - now);
        }
    }

    /// <summary>Two threads may read across the seam of two stretches in either order; a tick backwards is still one too many.</summary>
    private long NeverBackwards(long ticks)
    {
        var latest = Volatile.Read(ref latestTicks);
        while (ticks > latest)
        {
            var seen = Interlocked.CompareExchange(ref latestTicks, ticks, latest);
            if (seen == latest)
                return ticks;
            latest = seen;
        }
        return latest;
    }

    /// <summary>A time during which the clock runs evenly towards the offset seen at its start.</summary>
    private sealed record Stretch(long StartTimestamp, long StartTicks, long WallOffsetTicks)
    {
        public long At(TimeSpan elapsed)
        {
            if (Math.Abs(WallOffsetTicks) > LargestSlew.Ticks)
                return StartTicks + elapsed.Ticks;
            var correction = Math.Min(Math.Abs(WallOffsetTicks), elapsed.Ticks / SlewDivisor);
            return StartTicks + elapsed.Ticks + (Math.Sign(WallOffsetTicks) * correction);
        }
    }
}
