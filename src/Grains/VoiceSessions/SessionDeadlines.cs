namespace MindBot.Grains.VoiceSessions;

/// <summary>What comes next in a session's life, and when. Pure; the grain arms one timer for the earliest.</summary>
internal static class SessionDeadlines
{
    /// <summary>Before the stop, in seconds, at which the participant is warned.</summary>
    private static readonly int[] WarningSeconds = [300, 60];

    /// <summary>The threshold whose warning is due at <paramref name="now"/>, the smallest first; null when none is.</summary>
    public static int? DueWarning(DateTimeOffset? stopAt, int warnedSeconds, DateTimeOffset now)
    {
        int? due = null;
        foreach (var seconds in WarningSeconds)
            if (stopAt is { } stop && seconds < warnedSeconds && stop - now <= TimeSpan.FromSeconds(seconds)) due = seconds;
        return due;
    }

    /// <summary>The threshold that a person has been warned of, once the stop has moved away from it again.</summary>
    public static int Rearmed(DateTimeOffset? stopAt, int warnedSeconds, DateTimeOffset now)
    {
        foreach (var seconds in WarningSeconds)
            if (warnedSeconds <= seconds && (stopAt is null || stopAt - now > TimeSpan.FromSeconds(seconds))) return int.MaxValue;
        return warnedSeconds;
    }

    public static DateTimeOffset? NextWarning(DateTimeOffset? stopAt, int warnedSeconds)
    {
        foreach (var seconds in WarningSeconds)
            if (stopAt is { } stop && seconds < warnedSeconds) return stop - TimeSpan.FromSeconds(seconds);
        return null;
    }

    public static DateTimeOffset Earliest(params ReadOnlySpan<DateTimeOffset?> deadlines)
    {
        var earliest = DateTimeOffset.MaxValue;
        foreach (var deadline in deadlines)
            if (deadline < earliest) earliest = deadline.Value;
        return earliest;
    }
}
