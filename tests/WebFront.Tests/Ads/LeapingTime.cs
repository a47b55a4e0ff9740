namespace MindBot.WebFront.Tests.Ads;

/// <summary>The time of day, which leaps on demand. Timers do not notice.</summary>
internal sealed class LeapingTime(DateTimeOffset start) : TimeProvider
{
    private readonly DateTimeOffset began = System.GetUtcNow();
    private long leaptTicks;

    public override DateTimeOffset GetUtcNow() => start + (System.GetUtcNow() - began) + TimeSpan.FromTicks(Interlocked.Read(ref leaptTicks));

    public void Leap(TimeSpan by) => Interlocked.Add(ref leaptTicks, by.Ticks);
}
