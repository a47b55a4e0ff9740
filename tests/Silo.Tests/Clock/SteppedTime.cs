namespace MindBot.Silo.Tests.Clock;

/// <summary>A wall clock and a stopwatch that a test moves.</summary>
public sealed class SteppedTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private TimeSpan elapsed;
    private TimeSpan wallOffset;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => 77 + elapsed.Ticks;

    public override DateTimeOffset GetUtcNow() => Start + elapsed + wallOffset;

    public void Advance(TimeSpan by) => elapsed += by;

    public void StepWall(TimeSpan by) => wallOffset += by;
}
