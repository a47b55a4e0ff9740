using Microsoft.Extensions.DependencyInjection;
using MindBot.Grains;
using MindBot.Silo.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.WebFront.Tests.Server;

/// <summary>The server's own grain storage, whose writes can fail, and whose reads can stand still, for a while.</summary>
public sealed class FaultyStorage(IGrainStorage storage) : IGrainStorage
{
    /// <summary>The state whose writes fail now; null: none.</summary>
    public volatile string? Failing;

    private volatile Tuple<string, Task>? standstill;
    private int waiting;

    /// <summary>How many reads stand still.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    public static FaultyStorage Of(FrontServer server) =>
        (FaultyStorage)server.Services.GetRequiredKeyedService<IGrainStorage>(GrainStorageName.Default);

    public static void Register(IServiceCollection services) => services.AddKeyedSingleton<IGrainStorage>(
        GrainStorageName.Default,
        (provider, _) => new FaultyStorage(new GrainStorage(provider.GetRequiredService<RowStore>(), provider.GetRequiredService<StateJson>())));

    /// <summary>Reads of this state go on only after <paramref name="goOn"/>.</summary>
    public void StandStill(string state, Task goOn) => standstill = Tuple.Create(state, goOn);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (standstill is var (state, goOn) && state == stateName)
        {
            Interlocked.Increment(ref waiting);
            await goOn;
            Interlocked.Decrement(ref waiting);
        }

        await storage.ReadStateAsync(stateName, grainId, grainState);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        stateName == Failing ? Outage() : storage.WriteStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        stateName == Failing ? Outage() : storage.ClearStateAsync(stateName, grainId, grainState);

    private static Task Outage() => Task.FromException(new StorageUnavailableException("The disk is full."));
}
