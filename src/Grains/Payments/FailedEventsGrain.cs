using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.Payments;

/// <inheritdoc cref="IFailedEventsGrain"/>
public sealed class FailedEventsGrain(
    [PersistentState("failedEvents", GrainStorageName.Default)] IPersistentState<FailedEventsState> state, TimeProvider clock)
    : Grain, IFailedEventsGrain
{
    private const int MostReasonCharacters = 500;

    private ImmutableArray<FailedEvent> Events => state.State.Events;

    public async Task<FailedEvent?> Failed(string eventId, string type, DateTimeOffset createdAt, string reason)
    {
        var known = Find(eventId);
        if (known is null && Events.Length >= IFailedEventsGrain.MostEvents) return null;
        var now = clock.GetUtcNow();
        var failed = new FailedEvent(
            eventId, type, createdAt, known?.FirstTriedAt ?? now, now, (known?.Tries ?? 0) + 1,
            reason.Length <= MostReasonCharacters ? reason : reason[..MostReasonCharacters]);
        await Store((known is null ? Events : Events.Remove(known)).Add(failed));
        return failed;
    }

    public Task Remove(string eventId) => Find(eventId) is { } known ? Store(Events.Remove(known)) : Task.CompletedTask;

    public Task<ImmutableArray<FailedEvent>> Read() => Task.FromResult<ImmutableArray<FailedEvent>>([.. Events.Reverse()]);

    private FailedEvent? Find(string eventId) => Events.FirstOrDefault(failed => failed.EventId == eventId);

    private Task Store(ImmutableArray<FailedEvent> events) => state.Store(new FailedEventsState { Events = events });
}

[GenerateSerializer, Alias("mindbot.FailedEventsState")]
public sealed record FailedEventsState
{
    /// <summary>In the order of their last tries.</summary>
    [Id(0)] public ImmutableArray<FailedEvent> Events { get; init; } = [];
}
