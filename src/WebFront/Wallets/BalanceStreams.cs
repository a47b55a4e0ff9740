using System.Collections.Concurrent;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Limits;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Wallets;

/// <summary>The open balance streams: so many per user and in all, and all of them end when the server stops.</summary>
internal sealed class BalanceStreams(
    IGrainFactory grains, SecurityVersions versions, TimeProvider time, LimitSettings limits, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<string, int> openByUser = new();
    private int openInAll;

    /// <summary>Null when there are too many open ones; <paramref name="refusal"/> says of whom. Disposing the stream closes it.</summary>
    public BalanceStream? TryOpen(string userId, int securityVersion, out Problem? refusal)
    {
        refusal = null;
        if (Interlocked.Increment(ref openInAll) <= limits.Streams)
        {
            if (TryOpen(userId, securityVersion) is { } stream) return stream;
            refusal = Problem.Of(ErrorCodes.TooManyStreams, "Too many balance streams are open for this account. Close one of them.");
        }

        Interlocked.Decrement(ref openInAll);
        refusal ??= Problem.Of(ErrorCodes.Overloaded, "Too many balance streams are open at the moment. Ask for the balance, or try again later.");
        return null;
    }

    private BalanceStream? TryOpen(string userId, int securityVersion)
    {
        while (true)
        {
            var open = openByUser.GetValueOrDefault(userId);
            if (open >= limits.StreamsPerUser) return null;
            if (open == 0 ? openByUser.TryAdd(userId, 1) : openByUser.TryUpdate(userId, open + 1, open))
                return new BalanceStream(
                    grains.GetGrain<IWalletGrain>(userId), () => versions.Accept(userId, securityVersion), time, lifetime.ApplicationStopping, () => Close(userId));
        }
    }

    private void Close(string userId)
    {
        Interlocked.Decrement(ref openInAll);
        while (openByUser.TryGetValue(userId, out var open))
        {
            var closed = open == 1
                ? openByUser.TryRemove(KeyValuePair.Create(userId, open))
                : openByUser.TryUpdate(userId, open - 1, open);
            if (closed) return;
        }
    }
}
