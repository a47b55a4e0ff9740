using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains;
using MindBot.Silo.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.WebFront.Tests.Server;

/// <summary>The server's own grain storage, whose writes can fail for a while.</summary>
public sealed class FaultyStorage(IGrainStorage storage) : IGrainStorage
{
    /// <summary>The state whose writes fail now; null: none.</summary>
    public volatile string? Failing;

    public static FaultyStorage Of(FrontServer server) =>
        (FaultyStorage)server.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorageName.Default);

    public static void Register(IServiceCollection services) => services.AddKeyedSingleton<IGrainStorage>(
        GrainStorageName.Default,
        (provider, _) => new FaultyStorage(new GrainStorage(provider.GetRequiredService<RowStore>(), provider.GetRequiredService<StateJson>())));

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        stateName == Failing ? Outage() : storage.WriteStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        stateName == Failing ? Outage() : storage.ClearStateAsync(stateName, grainId, grainState);

    private static Task Outage() => Task.FromException(new StorageUnavailableException("The disk is full."));
}
