using System.Text.Json;
using MindBot.EmbeddedSilo.Persistence;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.EmbeddedSilo.Testing;

/// <summary>
/// Grain storage for tests. It keeps JSON text, so a grain never sees an object that another activation changed; hand the same instance to the next
/// silo to simulate a restart. Faults can be injected at a write by its number. Safe for use by several threads.
/// </summary>
/// <param name="json">How states are written; null: the serializer's defaults.</param>
/// <param name="keepsObjects">
/// Keeps the states themselves, which must be immutable, and writes JSON only for those who ask for it: faster where thousands of silos are simulated.
/// </param>
public sealed class InMemoryGrainStorage(JsonSerializerOptions? json = null, bool keepsObjects = false) : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId, string), Row> _rows = [];
    private readonly Dictionary<long, StorageFault> _faults = [];
    private long _writes;
    private long _reads;
    private int _failingReads;
    private long _etag;

    /// <summary>Runs whenever a state is durable, even if its writer is told otherwise: the state's name, the grain and the state; null: cleared.</summary>
    public Action<string, GrainId, object?>? OnStored { get; set; }

    /// <summary>Writes and clears so far, failed ones included.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    /// <summary>Reads so far, failed ones included.</summary>
    public long Reads => Interlocked.Read(ref _reads);

    /// <summary>Lets the <paramref name="n"/>-th write or clear from now fail; 1 is the next.</summary>
    public void FailWrite(long n = 1, StorageFault fault = StorageFault.BeforeWrite)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        lock (_gate) _faults[_writes + n] = fault;
    }

    /// <summary>Lets the next <paramref name="count"/> reads fail.</summary>
    public void FailReads(int count = 1)
    {
        lock (_gate) _failingReads = count;
    }

    /// <summary>The stored JSON of a state, or null.</summary>
    public string? Peek(GrainId grainId, string stateName)
    {
        lock (_gate) return _rows.GetValueOrDefault((grainId, stateName)) is { } row ? row.Json ?? JsonSerializer.Serialize(row.State, json) : null;
    }

    /// <summary>Whether a state is stored.</summary>
    public bool Has(GrainId grainId, string stateName)
    {
        lock (_gate) return _rows.ContainsKey((grainId, stateName));
    }

    /// <summary>Stores JSON as another writer would: the etag changes.</summary>
    public void Poke(GrainId grainId, string stateName, string stateJson)
    {
        lock (_gate) _rows[(grainId, stateName)] = new Row(stateJson, null, NextEtag());
    }

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Run(() =>
    {
        _reads++;
        if (_failingReads > 0)
        {
            _failingReads--;
            throw Injected();
        }

        var row = _rows.GetValueOrDefault((grainId, stateName));
        grainState.State = row is null ? InitialState<T>.Create() : row.Json is null ? (T)row.State! : JsonSerializer.Deserialize<T>(row.Json, json);
        grainState.ETag = row?.ETag;
        grainState.RecordExists = row is not null;
    });

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Change(stateName, grainId, grainState, () =>
    {
        var row = keepsObjects ? new Row(null, grainState.State, NextEtag()) : new Row(JsonSerializer.Serialize(grainState.State, json), null, NextEtag());
        _rows[(grainId, stateName)] = row;
        return row;
    });

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Change(stateName, grainId, grainState, () =>
    {
        _rows.Remove((grainId, stateName));
        grainState.State = InitialState<T>.Create();
        return null;
    });

    private static OrleansException Injected() => new("Injected storage fault.");

    private Task Change<T>(string stateName, GrainId grainId, IGrainState<T> grainState, Func<Row?> change) => Run(() =>
    {
        _writes++;
        var isFaulty = _faults.Remove(_writes, out var fault);
        if (isFaulty && fault == StorageFault.BeforeWrite) throw Injected();

        var stored = _rows.GetValueOrDefault((grainId, stateName))?.ETag;
        if (stored != grainState.ETag)
            throw new InconsistentStateException($"The state {stateName} of {grainId} was written by another.", stored, grainState.ETag);

        var row = change();
        OnStored?.Invoke(stateName, grainId, row is null ? null : grainState.State);
        if (isFaulty) throw Injected();

        grainState.ETag = row?.ETag;
        grainState.RecordExists = row is not null;
    });

    private Task Run(Action operation)
    {
        try
        {
            lock (_gate) operation();
            return Task.CompletedTask;
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    private string NextEtag() => (++_etag).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed record Row(string? Json, object? State, string ETag);
}
