using System.Collections.Immutable;
using Orleans.Concurrency;

namespace MindBot.Grains.Personas;

/// <summary>
/// One of <see cref="Shards"/> tallies of what all users do with the catalog's personas; key: the shard's number. Every event counts exactly once: its source
/// sends it until it is told that it is counted, keeps that durably, and confirms; only then the tally forgets the event's id.
/// </summary>
[Alias("mindbot.IPersonaTallyGrain")]
public interface IPersonaTallyGrain : IGrainWithStringKey
{
    const int Shards = 32;

    /// <summary>The shard that counts what a user does.</summary>
    static string ShardOf(string userId) => ShardNumber.Of(userId, Shards);

    /// <summary>Counts an event within about a second, many in one write. The source is told when that is durable.</summary>
    [Alias("Count"), OneWay]
    Task Count(TallyEvent happened);

    /// <summary>The source knows durably that the event is counted and says so whenever it is asked.</summary>
    [Alias("Confirm"), OneWay]
    Task Confirm(string eventId);

    /// <summary>By slug: what is counted durably.</summary>
    [Alias("Read")]
    Task<ImmutableDictionary<string, PersonaTally>> Read();
}
