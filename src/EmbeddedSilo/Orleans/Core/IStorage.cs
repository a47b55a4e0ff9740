namespace Orleans.Core;

/// <summary>Storage operations on one state of one grain.</summary>
public interface IStorage
{
    /// <summary>The version of the state that was last read or written; null when nothing is stored.</summary>
    string? Etag { get; }

    /// <summary>Whether the state is stored.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes the stored state and resets the one in memory.</summary>
    Task ClearStateAsync();

    /// <summary>Stores the state. It is durable when the task completes.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Someone else has written since.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the state again, over the one in memory.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>Storage operations on one state of one grain, and the state.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory.</summary>
    TState State { get; set; }
}
