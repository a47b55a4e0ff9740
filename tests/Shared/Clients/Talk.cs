using MindBot.Tests.Server;

namespace MindBot.Tests.Clients;

/// <summary>
/// One metered conversation as the client knows it: what it asked for, the last look at its elapsed time, and the outages since then.
/// </summary>
internal sealed class Talk(string id, Order start, Order end)
{
    private readonly List<(Outage Outage, bool WasStarted)> interruptions = [];
    private (TimeSpan Elapsed, Reply Reply)? lastLook;
    private int ending;

    public string Id => id;

    public Order Start => start;

    public Order End => end;

    /// <summary>Started for certain, and nobody has tried to end it.</summary>
    public bool IsLive => start.Succeeded && ending == 0;

    /// <summary>Only one of many who would end it may.</summary>
    public bool TryTakeEnd() => start.Succeeded && Interlocked.Exchange(ref ending, 1) == 0;

    /// <summary>May be said again, so that a talk hears of it which began while the outage was going on.</summary>
    public void Interrupt(Outage outage)
    {
        if (start.SentAt is null || end.Answer?.AnsweredAt < outage.Began) return;
        interruptions.RemoveAll(one => one.Outage == outage);
        interruptions.Add((outage, WasStarted: start.Answer is not null));
    }

    /// <summary>Its elapsed time was shown, and found right: a narrower beginning for the next comparison.</summary>
    public void Look(TimeSpan elapsed, Reply shown)
    {
        lastLook = (elapsed, shown);
        interruptions.Clear();
    }

    /// <summary>
    /// How long the person was there, as far as the client can tell, when the server looked at its clock between
    /// <paramref name="sentAt"/> and <paramref name="answeredAt"/>.
    /// </summary>
    public Presence PresenceAt(TimeSpan sentAt, TimeSpan answeredAt)
    {
        var (elapsed, since, until) = lastLook is { } look
            ? (look.Elapsed, look.Reply.SentAt, look.Reply.AnsweredAt)
            : (TimeSpan.Zero, start.SentAt!.Value, start.Answer!.AnsweredAt);
        var (most, uninterrupted) = (elapsed + (answeredAt - since), elapsed + (sentAt - until));
        var (least, outages) = (uninterrupted, 0);
        foreach (var (outage, wasStarted) in interruptions)
        {
            most -= outage.WithoutProcessWithin(since, answeredAt);
            if (!wasStarted) continue;
            outages++;
            var from = outage.Began > until ? outage.Began : until;
            if (sentAt > from) least -= sentAt - from;
        }
        return new Presence(least, most, uninterrupted, outages);
    }
}
