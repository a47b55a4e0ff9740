using System.Collections.Immutable;
using Orleans.Concurrency;

namespace MindBot.Grains.VoiceSessions;

/// <summary>
/// One of <see cref="Shards"/> lists of open sessions; key: the shard's number. A session is on its list before it is metered and until its end
/// is stored and carried out, so that after any failure it is found and goes on. The list has them compared with LiveKit regularly.
/// </summary>
[Alias("mindbot.ISessionWatchGrain")]
public interface ISessionWatchGrain : IGrainWithStringKey
{
    const int Shards = 256;

    /// <summary>Puts a session on the list, with the room that it is in. Durable when it answers.</summary>
    [Alias("Add")]
    Task Add(string sessionKey, string room);

    [Alias("Remove"), OneWay]
    Task Remove(string sessionKey);

    /// <summary>The keys of a user's sessions on this list. All lists together have all of their sessions that are open.</summary>
    [Alias("ListOf")]
    Task<ImmutableArray<string>> ListOf(string userId);

    /// <summary>The shard that lists a session.</summary>
    static string ShardOf(string sessionKey) => ShardNumber.Of(sessionKey, Shards);

    /// <summary>Wakes every session on the list without waiting for any. Answers how many there are.</summary>
    [Alias("WakeAll")]
    Task<int> WakeAll();
}
