using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MindBot.Grains.VoiceSessions;

/// <summary>What an operator watches: whether checkpoints get through in time, and how late a stop at zero is.</summary>
public static class SessionMeters
{
    public const string Name = "MindBot.Sessions";
    public const string CheckpointDuration = "mindbot.session.checkpoint.duration";
    public const string StopLateness = "mindbot.session.stop.lateness";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Checkpoints =
        Meter.CreateHistogram<double>(CheckpointDuration, "s", "From the due checkpoint's call to its durable answer");

    private static readonly Histogram<double> Stops =
        Meter.CreateHistogram<double>(StopLateness, "s", "From the instant of exhaustion to the durable end of the session");

    internal static void CheckpointTook(long sinceTimestamp)
    {
        if (Checkpoints.Enabled) Checkpoints.Record(Stopwatch.GetElapsedTime(sinceTimestamp).TotalSeconds);
    }

    internal static void StoppedAfter(TimeSpan lateness) => Stops.Record(lateness.TotalSeconds);
}
