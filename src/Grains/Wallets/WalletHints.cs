using MindBot.Grains.Ledgers;
using MindBot.Grains.Metering;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Grains.Wallets;

/// <summary>One-way words to those whom a change of the wallet concerns. Any of them may be lost.</summary>
internal static class WalletHints
{
    public static void Send(
        IGrainFactory grains, string userId, Wallet former, Wallet next, string? asker, DateTimeOffset? lastUserSign)
    {
        if (next.LastEntry != former.LastEntry) grains.GetGrain<ILedgerGrain>(userId).Pull().Ignore();
        if (former.IsOnly(asker) && next.IsOnly(asker)) return;

        var plan = next.ToPlan(lastUserSign);
        if (plan.ExhaustsAt == former.ExhaustsAt() && former.SessionIds().SequenceEqual(next.SessionIds()) && !AnyLimitMoved(former, next)) return;
        foreach (var sessionId in former.SessionIds().Union(next.SessionIds()))
            if (sessionId != asker) Tell(grains, userId, sessionId, plan.For(former.Find(sessionId), next.Find(sessionId), next));
    }

    /// <summary>Its user is back: a session that was paused because nobody gave a sign of life may go on.</summary>
    public static void TellOfSign(IGrainFactory grains, string userId, Segment paused, Wallet wallet, DateTimeOffset lastUserSign) =>
        Tell(grains, userId, paused.SessionId, wallet.ToPlan(lastUserSign).For(paused, paused, wallet));

    private static void Tell(IGrainFactory grains, string userId, string sessionId, WalletPlan plan) =>
        grains.GetGrain<IVoiceSessionGrain>(SessionKey.Of(userId, sessionId)).PlanChanged(plan).Ignore();

    /// <summary>
    /// Of many sessions each one's start or end moves the end of all. Were each of them to ask at each of these, n sessions that come back after a crash
    /// would cost n² writes; so whom nobody stopped or closed is told all there is to know.
    /// </summary>
    private static WalletPlan For(this WalletPlan plan, Segment? former, Segment? next, Wallet wallet) =>
        former is not null && next is not null && (former.State, former.StoppedAt) == (next.State, next.StoppedAt)
            ? plan with { Unchanged = true, DailyLimitAt = wallet.DailyLimitAt(next) }
            : plan;

    /// <summary>Whether nobody but <paramref name="asker"/> burns or waits here, as in most wallets at most checkpoints.</summary>
    private static bool IsOnly(this Wallet wallet, string? asker) =>
        wallet.Segments.Length == 0 || (wallet.Segments.Length == 1 && wallet.Segments[0].SessionId == asker);

    private static bool AnyLimitMoved(Wallet former, Wallet next) => next.Segments.Any(segment =>
        segment.Quota is not null && former.Find(segment.SessionId) is { } before && former.DailyLimitAt(before) != next.DailyLimitAt(segment));

    private static IEnumerable<string> SessionIds(this Wallet wallet) => wallet.Segments.Select(segment => segment.SessionId);

    /// <summary>A one-way call answers at once; there is nothing to wait for.</summary>
    private static void Ignore(this Task oneWay) => _ = oneWay;
}
