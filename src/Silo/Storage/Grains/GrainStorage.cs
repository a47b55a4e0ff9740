using System.Collections.Concurrent;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MindBot.Silo.Storage;

/// <summary>
/// Grain states as rows: kind is <c>state name/grain type</c>, key is the grain's key. A new state has a null etag; a cleared one
/// is deleted. State types need a constructor without parameters.
/// </summary>
public sealed class GrainStorage(RowStore rows, StateJson json) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string StateName, GrainType Type), string> kinds = new();

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = KeyOf(stateName, grainId);
        var row = await rows.ReadAsync(key);
        grainState.State = row is null ? Activator.CreateInstance<T>() : Parse<T>(key, row);
        grainState.ETag = row?.Etag;
        grainState.RecordExists = row is not null;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = KeyOf(stateName, grainId);
        using var payload = json.Serialize(grainState.State);
        var outcome = await rows.WriteAsync(key, grainState.ETag, payload.Written);
        ThrowIfConflict(outcome, key, grainState.ETag);
        grainState.ETag = outcome.Etag;
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = KeyOf(stateName, grainId);
        ThrowIfConflict(await rows.ClearAsync(key, grainState.ETag), key, grainState.ETag);
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private RowKey KeyOf(string stateName, GrainId grainId) => new(
        kinds.GetOrAdd((stateName, grainId.Type), static kind => $"{kind.StateName}/{kind.Type}"),
        grainId.Key.ToString()!);

    private T? Parse<T>(RowKey key, Row row)
    {
        try
        {
            return json.Deserialize<T>(row.Payload);
        }
        catch (JsonException error)
        {
            throw new StorageUnavailableException($"{key} does not hold a {typeof(T).Name}: {error.Message}", error);
        }
    }

    private static void ThrowIfConflict(WriteOutcome outcome, RowKey key, string? expectedEtag)
    {
        if (outcome.IsConflict)
            throw new InconsistentStateException($"{key} was written by somebody else.", outcome.Etag, expectedEtag);
    }
}
