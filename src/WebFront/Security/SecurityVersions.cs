using System.Collections.Concurrent;
using System.Security.Claims;
using MindBot.Grains.Users;

namespace MindBot.WebFront.Security;

/// <summary>
/// Whether access tokens are still good: their account exists, and nobody has signed out everywhere since. Asked with every request, so what an account
/// said is believed for <see cref="Lifetime"/>; that long a token may outlive a change which another process made. A change through this process counts
/// at once.
/// </summary>
internal sealed class SecurityVersions(IGrainFactory grains, TimeProvider time, int capacity = 50_000)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    /// <summary>Above every version: no token is good.</summary>
    private const int NoAccount = int.MaxValue;

    private readonly ConcurrentDictionary<string, Known> accounts = new(StringComparer.Ordinal);
    private int added;

    public ValueTask<bool> Accept(ClaimsPrincipal user) => Accept(user.Id(), user.SecurityVersion());

    public ValueTask<bool> Accept(string userId, int version) =>
        accounts.TryGetValue(userId, out var known) && time.GetElapsedTime(known.At) < Lifetime && version <= known.Version
            ? ValueTask.FromResult(version == known.Version)
            // Also when the token is newer than what is known: another process has issued it.
            : new ValueTask<bool>(Ask(userId, version));

    /// <summary>The account has changed: what is asked from now on counts.</summary>
    public Task Refresh(string userId) => Ask(userId, version: 0);

    private async Task<bool> Ask(string userId, int version)
    {
        var at = time.GetTimestamp();
        var found = new Known(await grains.GetGrain<IUserGrain>(userId).GetSecurityVersion() ?? NoAccount, at);
        Bound(userId);
        // Versions only grow: an answer that was overtaken by a change does not bring the former one back.
        return version == accounts.AddOrUpdate(userId, found, (_, known) => found with { Version = Math.Max(known.Version, found.Version) }).Version;
    }

    /// <summary>Rather all are asked again than that they are counted, or sorted, with every request.</summary>
    private void Bound(string userId)
    {
        if (accounts.ContainsKey(userId) || Interlocked.Increment(ref added) < capacity) return;
        accounts.Clear();
        added = 0;
    }

    private readonly record struct Known(int Version, long At);
}
