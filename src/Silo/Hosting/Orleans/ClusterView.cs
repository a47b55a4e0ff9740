using System.Collections.Immutable;
using MindBot.Grains.VoiceSessions;
using Orleans.Runtime;

namespace MindBot.Silo.Hosting;

/// <summary>Who takes part in the cluster, as one silo sees it at a moment.</summary>
/// <param name="Active">The silos that take calls, in an order on which all agree.</param>
/// <param name="IsAnyLeaving">Whether one is on its way out, and hands on what it holds.</param>
internal sealed record ClusterView(ImmutableArray<SiloAddress> Active, bool IsAnyLeaving)
{
    public static readonly ClusterView Empty = new([], IsAnyLeaving: false);

    public static ClusterView Of(ClusterMembershipSnapshot members) => new(
        [.. members.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress).Order()],
        members.Members.Values.Any(member => member.Status is SiloStatus.ShuttingDown or SiloStatus.Stopping));

    /// <summary>Whether sessions may be without a silo that were not so in <paramref name="former"/>.</summary>
    public bool LacksSomeOf(ClusterView former) => IsAnyLeaving || former.Active.Except(Active).Any();

    /// <summary>The watch lists that <paramref name="silo"/> looks after: each active silo its part, together all.</summary>
    public IEnumerable<int> ShareOf(SiloAddress silo)
    {
        var place = Active.IndexOf(silo);
        return place < 0 ? [] : Enumerable.Range(0, ISessionWatchGrain.Shards).Where(shard => shard % Active.Length == place);
    }
}
