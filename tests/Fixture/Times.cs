namespace MindBot.Grains.Tests.Fixture;

/// <summary>Short names for lengths of time, and their worth.</summary>
public static class Times
{
    public static TimeSpan Ms(long count) => TimeSpan.FromMilliseconds(count);

    public static TimeSpan Seconds(double count) => TimeSpan.FromSeconds(count);

    public static TimeSpan Minutes(double count) => TimeSpan.FromMinutes(count);

    public static TimeSpan Hours(double count) => TimeSpan.FromHours(count);

    /// <summary>What this much time costs at base rate: as many microseconds.</summary>
    public static long Micros(this TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    public static long ElapsedMs(this TimeSpan time) => time.Ticks / TimeSpan.TicksPerMillisecond;
}
