using System.Collections.Immutable;
using MindBot.Grains.Metering;

namespace MindBot.Grains.Wallets;

/// <summary>The last few things that a person should hear of, for live streams. Kept in memory only.</summary>
internal sealed class WalletNotices
{
    private const int Kept = 20;
    private long last;

    public ImmutableArray<WalletNotice> Recent { get; private set; } = [];

    public void Add(
        DateTimeOffset at, string kind, DateTimeOffset now, string? sessionId = null, string? cardId = null, long? micros = null, int? secondsLeft = null)
    {
        // Numbers start from the clock, so that they also grow over a restart of the wallet.
        last = Math.Max(last + 1, now.ToUnixTimeMilliseconds());
        var notices = Recent.Add(new WalletNotice(last, at, kind, sessionId, cardId, micros, secondsLeft));
        Recent = notices.Length > Kept ? notices.RemoveAt(0) : notices;
    }

    /// <summary>Sessions that this change stopped for want of credit, or at their day's limit.</summary>
    public void Add(Wallet former, Wallet next)
    {
        foreach (var segment in next.Segments)
            if (segment.State is SegmentState.Exhausted or SegmentState.Limited && former.Find(segment.SessionId)?.State != segment.State)
                Add(
                    segment.StoppedAt!.Value, segment.State == SegmentState.Limited ? EndReasons.DailyLimit : EndReasons.Exhausted, next.SettledUntil,
                    sessionId: segment.SessionId);
    }
}
