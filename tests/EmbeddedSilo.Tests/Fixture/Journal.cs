using System.Collections.Concurrent;

namespace MindBot.EmbeddedSilo.Tests.Fixture;

/// <summary>What grains did, in order, and doors at which a test holds them. A singleton in the silo's container.</summary>
public sealed class Journal
{
    private readonly ConcurrentQueue<string> _entries = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _doors = new();

    public IReadOnlyList<string> Entries => [.. _entries];

    public void Add(string entry) => _entries.Enqueue(entry);

    /// <summary>Waits until the test opens the door.</summary>
    public Task PassAsync(string door) => Door(door).Task;

    public void Open(string door) => Door(door).TrySetResult();

    private TaskCompletionSource Door(string name) =>
        _doors.GetOrAdd(name, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
