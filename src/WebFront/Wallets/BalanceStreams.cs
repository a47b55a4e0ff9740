using System.Collections.Concurrent;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Limits;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Wallets;

/// <summary>The open balance streams: so many per user, and all of them end when the server stops.</summary>
internal sealed class BalanceStreams(
    IGrainFactory grains, SecurityVersions versions, TimeProvider time, LimitSettings limits, IHostApplicationLifetime lifetime)
{
    private readonly ConcurrentDictionary<string, int> openByUser = new();

    /// <summary>Null when the user has too many open ones. Disposing the stream closes it.</summary>
    public BalanceStream? TryOpen(string userId, int securityVersion)
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
        while (openByUser.TryGetValue(userId, out var open))
        {
            var closed = open == 1
                ? openByUser.TryRemove(KeyValuePair.Create(userId, open))
                : openByUser.TryUpdate(userId, open - 1, open);
            if (closed) return;
        }
    }
}
