using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MindBot.Grains;
using Orleans;
using Orleans.Storage;

namespace MindBot.Silo.Storage;

/// <summary>Registers the group-committing storage.</summary>
public static class GroupCommitStorageExtensions
{
    /// <summary>
    /// Adds the grain storage <see cref="GrainStorageName.Default"/>, the reminder table, and the <see cref="RowStore"/> below them, in one
    /// database. Limits: <see cref="RowStoreOptions"/>.
    /// </summary>
    public static IServiceCollection AddGroupCommitStorage(this IServiceCollection services, StorageLocation location)
    {
        services.AddOptions<RowStoreOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => DataStore.Open(
            location,
            provider.GetRequiredService<IOptions<RowStoreOptions>>().Value,
            provider.GetRequiredService<ILogger<RowStore>>()));
        services.AddSingleton(provider => provider.GetRequiredService<DataStore>().Rows);
        services.AddSingleton<IRowReader>(provider => provider.GetRequiredService<RowStore>());
        services.AddSingleton<StateJson>();
        services.AddKeyedSingleton<IGrainStorage, GrainStorage>(GrainStorageName.Default);
        services.AddSingleton<IReminderTable, ReminderTable>();
        services.AddHostedService<StorageLifetime>();
        return services;
    }
}
