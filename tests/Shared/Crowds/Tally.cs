using MindBot.Tests.Clients;

namespace MindBot.Tests.Crowds;

/// <summary>Compares charges with presence, and remembers the worst.</summary>
/// <param name="allowedLoss">How much each outage may cost a session beyond the outage itself.</param>
internal sealed class Tally(TimeSpan allowedLoss)
{
    /// <summary>
    /// A checkpoint is due every interval, but on a busy machine its timer and its commit come later. A session that is not
    /// checkpointed at all loses more than this within a few seconds.
    /// </summary>
    public static readonly TimeSpan CheckpointLateness = TimeSpan.FromSeconds(2);

    public TimeSpan LargestLoss { get; private set; }

    public TimeSpan LargestOvercharge { get; private set; }

    public void Compare(string what, Presence presence, TimeSpan charged)
    {
        var (loss, overcharge) = (presence.Loss(charged), presence.Overcharge(charged));
        if (loss > LargestLoss) LargestLoss = loss;
        if (overcharge > LargestOvercharge) LargestOvercharge = overcharge;
        Assert.True(overcharge == TimeSpan.Zero, $"{what} is charged {charged}, {overcharge} more than possible: {presence}");
        var allowed = presence.Outages > 0 ? allowedLoss : TimeSpan.Zero;
        Assert.True(loss <= allowed, $"{what} is charged {charged}, {loss} lost per outage: {presence}");
    }

    /// <summary>The worst of both.</summary>
    public void Add(Tally other)
    {
        if (other.LargestLoss > LargestLoss) LargestLoss = other.LargestLoss;
        if (other.LargestOvercharge > LargestOvercharge) LargestOvercharge = other.LargestOvercharge;
    }

    public override string ToString() =>
        $"largest loss {LargestLoss.TotalMilliseconds:0} ms, largest overcharge {LargestOvercharge.TotalMilliseconds:0} ms";
}
