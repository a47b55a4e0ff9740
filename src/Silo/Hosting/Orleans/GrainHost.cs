using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MindBot.Grains;
using MindBot.Silo.Storage;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;

namespace MindBot.Silo.Hosting;

/// <summary>Microsoft Orleans: silos that find each other in the database; without one, a silo by itself.</summary>
internal static class GrainHost
{
    public const bool IsCluster = true;

    /// <summary>By this name .NET finds the driver of PostgreSQL.</summary>
    private const string Invariant = "Npgsql";

    /// <summary>How long a stopping silo may take: every live session checkpoints, then all grains are handed on.</summary>
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    /// <summary>
    /// A grain that nobody has called for so long leaves the memory. A live session never does: its timer keeps it. Nor does a paused one, which its
    /// watch list wakes every minute.
    /// </summary>
    private static readonly TimeSpan CollectionAge = TimeSpan.FromMinutes(15);

    public static IServiceCollection AddGrainHost(this IServiceCollection services, StorageLocation storage)
    {
        services.AddClusterOptions();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = LongestStop);
        services.AddHostedService<DepartureRecovery>();
        return services.AddOrleans(silo =>
        {
            if (storage.Database is { } database) silo.JoinCluster(database, storage.UsesAdoNet);
            else silo.UseLocalhostClustering();
            silo.Services.ConfigureBy<EndpointOptions, ClusterSettings>((endpoint, settings) => settings.Apply(endpoint));
            silo.Services.ConfigureBy<DevelopmentClusterMembershipOptions, ClusterSettings>((alone, settings) => settings.Apply(alone));
            silo.Services.ConfigureBy<ClusterMembershipOptions, ClusterTimes>((membership, times) => times.Apply(membership));
            silo.Services.ConfigureBy<GrainDirectoryOptions, ClusterTimes>((directory, _) => ClusterTimes.Apply(directory));
            silo.Services.ConfigureBy<SiloMessagingOptions, ClusterTimes>((messaging, times) => times.Apply(messaging));
            silo.ForwardPatiently().DrainSessions();
            silo.AddReminders();
            silo.SpreadGrains();
            silo.Configure<GrainCollectionOptions>(collection => collection.CollectionAge = CollectionAge);
        });
    }

    /// <exception cref="InvalidOperationException">There is no database to find the silos in.</exception>
    public static IServiceCollection AddGrainClient(this IServiceCollection services, StorageLocation storage)
    {
        var database = storage.Database
            ?? throw new InvalidOperationException($"{PostgresAddress.Setting} is not set: a front finds its silos in the database.");
        services.AddClusterOptions();
        return services.AddOrleansClient(client =>
        {
            client.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, database.ConnectionString));
            client.Services.ConfigureBy<ClientMessagingOptions, ClusterTimes>((messaging, times) => times.Apply(messaging));
            client.Services.ConfigureBy<GatewayOptions, ClusterTimes>((gateways, times) => times.Apply(gateways));
        });
    }

    /// <summary>
    /// Evenly over the silos, by chance: sessions weigh the same, and after a silo's death thousands are placed within a second, in which figures of
    /// anybody's load are too old to go by. The directory is the one that remembers where a grain is when a silo dies that knew it: the
    /// other one has the silos that live give up a part of their grains then, and may for a moment have a grain twice.
    /// </summary>
    private static void SpreadGrains(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<PlacementStrategy, RandomPlacement>();
#pragma warning disable ORLEANSEXP003 // Its name may change, what it promises is what single activation rests on; wallets' etags and epochs hold without it.
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
    }

    private static void JoinCluster(this ISiloBuilder silo, PostgresAddress database, bool usesAdoNet)
    {
        silo.UseAdoNetClustering(options => (options.Invariant, options.ConnectionString) = (Invariant, database.ConnectionString));
        if (!usesAdoNet) return;
        silo.UseAdoNetReminderService(options => (options.Invariant, options.ConnectionString) = (Invariant, database.ConnectionString));
        silo.AddAdoNetGrainStorage(GrainStorageName.Default, options => options.Configure<StateJson>((storage, json) =>
        {
            (storage.Invariant, storage.ConnectionString) = (Invariant, database.ConnectionString);
            storage.GrainStorageSerializer = new StateJsonSerializer(json);
            storage.DeleteStateOnClear = true;
        }));
    }

    private static void AddClusterOptions(this IServiceCollection services)
    {
        services.AddOptions<ClusterSettings>().BindConfiguration("").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ClusterTimes>().BindConfiguration("Cluster").ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureBy<ClusterOptions, ClusterSettings>((cluster, settings) => settings.Apply(cluster));
        // An outage that a grain throws must be known as such to a caller in another process, whatever caused it: with a cause of a type that is not allowed
        // (the database driver's own errors), the caller would see a bug in place of it.
        services.Configure<ExceptionSerializationOptions>(options => options.SupportedExceptionTypeFilter = _ => true);
    }

    private static void ConfigureBy<TOptions, TSettings>(this IServiceCollection services, Action<TOptions, TSettings> apply)
        where TOptions : class
        where TSettings : class =>
        services.AddOptions<TOptions>().Configure<IOptions<TSettings>>((options, settings) => apply(options, settings.Value));
}
