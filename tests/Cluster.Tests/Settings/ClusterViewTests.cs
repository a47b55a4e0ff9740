using System.Collections.Immutable;
using System.Net;
using MindBot.Grains.VoiceSessions;
using MindBot.Silo.Hosting;
using Orleans.Runtime;

namespace MindBot.Cluster.Tests.Settings;

public class ClusterViewTests
{
    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(1, 3).Select(number => SiloAddress.New(IPAddress.Loopback, 11110 + number, number))];

    [Fact]
    public void The_active_silos_share_all_lists_and_each_list_has_one_silo()
    {
        var view = View(SiloStatus.Active, SiloStatus.Active, SiloStatus.Active);
        var shares = Silos.Select(silo => view.ShareOf(silo).ToList()).ToList();
        Assert.Equal(Enumerable.Range(0, ISessionWatchGrain.Shards), shares.SelectMany(share => share).Order());
        Assert.All(shares, share => Assert.InRange(share.Count, 85, 86));
    }

    [Fact]
    public void Whoever_is_not_active_has_no_share()
    {
        var view = View(SiloStatus.Active, SiloStatus.ShuttingDown, SiloStatus.Dead);
        Assert.Equal(ISessionWatchGrain.Shards, view.ShareOf(Silos[0]).Count());
        Assert.Empty(view.ShareOf(Silos[1]));
        Assert.Empty(view.ShareOf(Silos[2]));
    }

    [Theory]
    [InlineData(SiloStatus.Active, false)]
    [InlineData(SiloStatus.ShuttingDown, true)]
    [InlineData(SiloStatus.Stopping, true)]
    [InlineData(SiloStatus.Dead, true)]
    public void Sessions_may_lack_a_silo_once_one_leaves_or_is_gone(SiloStatus third, bool lacks)
    {
        var former = View(SiloStatus.Active, SiloStatus.Active, SiloStatus.Active);
        Assert.Equal(lacks, View(SiloStatus.Active, SiloStatus.Active, third).LacksSomeOf(former));
    }

    [Fact]
    public void A_silo_that_joins_takes_nothing_from_anybody() =>
        Assert.False(View(SiloStatus.Active, SiloStatus.Active, SiloStatus.Active).LacksSomeOf(View(SiloStatus.Active, SiloStatus.Active, SiloStatus.Joining)));

    private static ClusterView View(params SiloStatus[] statuses) => ClusterView.Of(new ClusterMembershipSnapshot(
        Silos.Zip(statuses).ToImmutableDictionary(silo => silo.First, silo => new ClusterMember(silo.First, silo.Second, "")), new MembershipVersion(1)));
}
