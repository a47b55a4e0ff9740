namespace MindBot.Grains.Tests.Fixture;

/// <summary>A machine's clock whose wall time may be wrong; its timers and timestamps are those of <paramref name="time"/>.</summary>
public sealed class SteppableClock(TimeProvider time) : TimeProvider
{
    /// <summary>How far the wall time is ahead of the true time.</summary>
    public TimeSpan Step { get; set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => time.TimestampFrequency;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Step;

    /// <inheritdoc/>
    public override long GetTimestamp() => time.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
