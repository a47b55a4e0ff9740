namespace MindBot.Gateways.LiveKit;

/// <summary>
/// Brings LiveKit's instants onto this process' timeline. LiveKit stamps in whole seconds of its wall clock; the process' own clock follows no
/// steps, and may be away from the wall clock by one.
/// </summary>
public sealed class LiveKitClock(TimeProvider clock, TimeProvider wall)
{
    /// <summary>Clocks further apart are not compared: what LiveKit stamps is then as good as unknown, and the receipt counts.</summary>
    private static readonly TimeSpan LargestSkew = TimeSpan.FromSeconds(60);

    /// <summary>The rest of a second that LiveKit has cut off: the user is given it.</summary>
    private static readonly TimeSpan Doubt = TimeSpan.FromMilliseconds(999);

    /// <summary>The process' own now, by which is metered.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The instant of a stamp, at most now. <paramref name="sentAt"/>: LiveKit's clock when it sent the stamp just now, if it said so.</summary>
    public DateTimeOffset Instant(DateTimeOffset stamp, DateTimeOffset? sentAt)
    {
        var wallNow = wall.GetUtcNow();
        if (sentAt is { } sent && (wallNow - sent).Duration() > LargestSkew) return Now;
        var at = stamp + (Now - wallNow);
        return at < Now ? at : Now;
    }

    /// <summary>From when on somebody was present who joined at this stamp: in the user's favour at the end of its second, at most now.</summary>
    public DateTimeOffset PresentFrom(DateTimeOffset? joinedAt, DateTimeOffset? sentAt = null) =>
        joinedAt is { } stamp ? Instant(stamp + Doubt, sentAt) : Now;
}
