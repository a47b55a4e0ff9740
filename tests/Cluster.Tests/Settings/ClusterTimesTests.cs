using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MindBot.Grains.VoiceSessions;
using MindBot.Silo.Hosting;
using MindBot.Silo.Storage;
using Orleans.Configuration;

namespace MindBot.Cluster.Tests.Settings;

/// <summary>The times that a silo of the full build really runs with, as the container gives them.</summary>
public class ClusterTimesTests
{
    private static readonly TimeSpan Checkpoint = new SessionOptions().Checkpoint;

    [Fact]
    public void A_silo_that_died_is_given_up_within_a_checkpoint_interval()
    {
        var membership = Silo<ClusterMembershipOptions>();
        // The last probe goes by way of another silo, which takes its time too.
        Assert.InRange(membership.MaxProbeTimeout * (membership.NumMissedProbesLimit + 1), TimeSpan.FromSeconds(3), Checkpoint);
        Assert.Equal(membership.ProbeTimeout, membership.MinProbeTimeout);
    }

    [Fact]
    public void The_last_of_three_silos_gives_up_the_others_within_a_checkpoint_interval()
    {
        var membership = Silo<ClusterMembershipOptions>();
        Assert.True(membership.IAmAliveTablePublishTimeout * membership.NumMissedTableIAmAliveLimit < Checkpoint);
        Assert.True(membership.TableRefreshTimeout < Checkpoint);
    }

    [Fact]
    public void A_vote_outlives_the_time_that_the_second_voter_needs()
    {
        var membership = Silo<ClusterMembershipOptions>();
        Assert.Equal(2, membership.NumVotesForDeathDeclaration);
        Assert.True(membership.DeathVoteExpirationTimeout > 2 * membership.MaxProbeTimeout * membership.NumMissedProbesLimit);
    }

    [Fact]
    public void Silos_and_fronts_wait_equally_long_for_an_answer()
    {
        Assert.Equal(TimeSpan.FromSeconds(20), Silo<SiloMessagingOptions>().ResponseTimeout);
        Assert.Equal(TimeSpan.FromSeconds(20), Front<ClientMessagingOptions>().ResponseTimeout);
        Assert.True(Front<GatewayOptions>().GatewayListRefreshPeriod < Checkpoint);
    }

    [Fact]
    public void No_session_ages_out_between_two_checkpoints_or_two_reminders() =>
        Assert.True(Silo<GrainCollectionOptions>().CollectionAge > TimeSpan.FromMinutes(2));

    [Fact]
    public void Who_has_slower_machines_asks_less_often()
    {
        Assert.Equal(TimeSpan.FromSeconds(4), Silo<ClusterMembershipOptions>("--Cluster:ProbeSeconds=2").MaxProbeTimeout);
        Assert.Throws<OptionsValidationException>(() => Silo<ClusterMembershipOptions>("--Cluster:ProbeSeconds=0"));
    }

    private static TOptions Silo<TOptions>(params string[] settings)
        where TOptions : class => Options<TOptions>(settings, (services, storage) => services.AddMindBotSilo(storage));

    private static TOptions Front<TOptions>(params string[] settings)
        where TOptions : class => Options<TOptions>(settings, (services, storage) => services.AddMindBotClient(storage));

    private static TOptions Options<TOptions>(string[] settings, Action<IServiceCollection, StorageLocation> add)
        where TOptions : class
    {
        var builder = Host.CreateApplicationBuilder(settings);
        add(builder.Services, new StorageLocation("", PostgresAddress.Parse("Host=db.example.com;Database=mindbot")));
        // Nothing is started: nobody has to be there.
        using var host = builder.Build();
        return host.Services.GetRequiredService<IOptions<TOptions>>().Value;
    }
}
