using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>Stores grain states. Registered in the container under its name as key.</summary>
public interface IGrainStorage
{
    /// <summary>Fills <paramref name="grainState"/> from storage; leaves no record and no etag when nothing is stored.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Stores <paramref name="grainState"/> if its etag is still the stored one, and gives it a new etag.</summary>
    /// <exception cref="InconsistentStateException">The etag is no longer the stored one.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>Deletes the stored state if its etag is still the stored one.</summary>
    /// <exception cref="InconsistentStateException">The etag is no longer the stored one.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);
}
