namespace MindBot.Tests.Clients;

/// <summary>
/// The bounds of a person's presence without outages. They are certain: the server began between the sending and the answering of
/// the start, and ended between those of the end. So the network needs no tolerance, however slow it is.
/// </summary>
/// <param name="Least">From the start's answer to the end's sending, less everything since an outage began.</param>
/// <param name="Most">From the start's sending to the end's answer, less each time without a process.</param>
/// <param name="Uninterrupted">What <paramref name="Least"/> would be if there had been no outage.</param>
/// <param name="Outages">How many outages the talk lived through; each may cost a checkpoint interval.</param>
internal readonly record struct Presence(TimeSpan Least, TimeSpan Most, TimeSpan Uninterrupted, int Outages)
{
    /// <summary>
    /// What two clocks may differ by: the server's follows the wall clock by at most 500 ppm, and begins and ends each stretch on a whole
    /// millisecond.
    /// </summary>
    private TimeSpan ClockTolerance => Most / 2000 + TimeSpan.FromMilliseconds(2 * (Outages + 1));

    /// <summary>Charged beyond any possible presence; never above zero (I7).</summary>
    public TimeSpan Overcharge(TimeSpan charged) => Beyond(charged - Most - ClockTolerance);

    /// <summary>Not charged although the person was there and a server ran, per outage.</summary>
    public TimeSpan Loss(TimeSpan charged) => Beyond(Least - charged - ClockTolerance) / Math.Max(1, Outages);

    /// <summary>So little can only be shown once the outage has been taken out of the elapsed time.</summary>
    public bool IsWithoutOutage(TimeSpan elapsed) => elapsed < Uninterrupted - ClockTolerance;

    private static TimeSpan Beyond(TimeSpan excess) => excess > TimeSpan.Zero ? excess : TimeSpan.Zero;
}
