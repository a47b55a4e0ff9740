namespace MindBot.Grains.Metering;

/// <summary>Instants are UTC and whole milliseconds inside the rules: elapsed time times rate is then exact.</summary>
public static class Instants
{
    /// <summary>The instant without its fraction of a millisecond (the user keeps the fraction).</summary>
    public static DateTimeOffset FloorMs(this DateTimeOffset at) =>
        new(at.UtcTicks - at.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);

    /// <summary>Milliseconds from <paramref name="from"/> to <paramref name="to"/>; negative when they are the wrong way round.</summary>
    public static long ElapsedMs(DateTimeOffset from, DateTimeOffset to) =>
        (to.UtcTicks - from.UtcTicks) / TimeSpan.TicksPerMillisecond;

    public static DateTimeOffset AddMs(this DateTimeOffset at, long ms) => at.AddTicks(ms * TimeSpan.TicksPerMillisecond);

    public static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a <= b ? a : b;

    public static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a >= b ? a : b;
}
