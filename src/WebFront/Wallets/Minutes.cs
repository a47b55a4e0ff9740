namespace MindBot.WebFront.Wallets;

/// <summary>
/// Microseconds as the API shows time: minutes or hours with at most two decimals, and none that say nothing (330, 5.5, 5.25).
/// What a user owns is rounded down, what they used half to even, so that nobody is promised more or shown a higher price than is true on average.
/// </summary>
internal static class Minutes
{
    private const long MicrosPerCentiminute = 600_000, MicrosPerCentihour = 36_000_000;

    public static decimal Owned(long micros) => Hundredths(Floor(micros, MicrosPerCentiminute));

    public static decimal OwnedHours(long micros) => Hundredths(Floor(micros, MicrosPerCentihour));

    public static decimal Used(long micros) => Hundredths(HalfEven(micros, MicrosPerCentiminute));

    public static decimal UsedHours(long micros) => Hundredths(HalfEven(micros, MicrosPerCentihour));

    /// <summary>How long something lasted, whatever it cost.</summary>
    public static decimal Lasted(long milliseconds) => Used(milliseconds * 1000);

    /// <summary>Milliseconds as seconds, exactly.</summary>
    public static decimal Seconds(long milliseconds) => milliseconds / 1000m;

    /// <summary>A quotient of decimals has no more decimals than it needs.</summary>
    private static decimal Hundredths(long hundredths) => hundredths / 100m;

    private static long Floor(long value, long unit) => value / unit - (value % unit < 0 ? 1 : 0);

    private static long HalfEven(long value, long unit)
    {
        var down = Floor(value, unit);
        var twiceOver = (value - down * unit) * 2;
        return twiceOver > unit || (twiceOver == unit && down % 2 != 0) ? down + 1 : down;
    }
}
