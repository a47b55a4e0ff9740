using System.Collections.Concurrent;
using MindBot.EmbeddedSilo.Testing;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.Grains.Tests.Fixture;

/// <summary>What one process sees of the shared storage: it can fail for a while, and it dies with its process.</summary>
public sealed class ScriptedStorage(InMemoryGrainStorage shared) : IGrainStorage
{
    private readonly Lock gate = new();
    private int crashAt;
    private bool crashAfterWrite;
    private Action? crash;
    private volatile bool dead;

    /// <summary>Every write so far, by state name.</summary>
    public ConcurrentQueue<string> Writes { get; } = new();

    /// <summary>Every attempt to read so far, by state name.</summary>
    public ConcurrentQueue<string> Reads { get; } = new();

    /// <summary>States for which reads and writes fail while this answers true; null: none.</summary>
    public Func<string, bool>? Fails { get; set; }

    /// <summary>From now on nothing of this process reaches the storage.</summary>
    public void Die() => dead = true;

    /// <summary>Kills the process in the <paramref name="n"/>-th write from now, before or after that write is durable.</summary>
    public void CrashAtWrite(int n, bool afterWrite, Action kill)
    {
        lock (gate) (crashAt, crashAfterWrite, crash) = (n, afterWrite, kill);
    }

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (dead) return Never();
        Reads.Enqueue(stateName);
        return Fails?.Invoke(stateName) == true ? Outage() : shared.ReadStateAsync(stateName, grainId, grainState);
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Change(stateName, () => shared.WriteStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Change(stateName, () => shared.ClearStateAsync(stateName, grainId, grainState));

    private static Task Never() => new TaskCompletionSource().Task;

    private static Task Outage() => Task.FromException(new OrleansException("The storage is out of order."));

    private Task Change(string stateName, Func<Task> write)
    {
        lock (gate)
        {
            if (dead) return Never();
            if (Fails?.Invoke(stateName) == true) return Outage();
            var last = crash is not null && --crashAt == 0;
            if (last && !crashAfterWrite) return Dies();
            Writes.Enqueue(stateName);
            var written = write();
            return last ? Dies() : written;
        }
    }

    private Task Dies()
    {
        dead = true;
        crash!();
        return Never();
    }
}
