using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using MindBot.Grains.VoiceSessions;
using Orleans.Runtime;

namespace MindBot.Grains.Personas;

/// <inheritdoc cref="IPersonaTallyGrain"/>
/// <remarks>
/// Events wait in memory and are written together. What a crash takes with it, the sources send again. Before an event is counted its source is
/// asked: a copy that is late may come after the confirmation, when its id is forgotten here.
/// </remarks>
public sealed class PersonaTallyGrain(
    [PersistentState("personaTally", GrainStorageName.Default)] IPersistentState<PersonaTallyState> state, ILogger<PersonaTallyGrain> log)
    : Grain, IPersonaTallyGrain
{
    /// <summary>More are left to their sources, which send them again.</summary>
    private const int MostWaiting = 10_000;
    private static readonly TimeSpan WriteDelay = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, TallyEvent> waiting = [];
    private IGrainTimer? timer;
    private bool hasUnwritten;

    private PersonaTallyState Tally => state.State;

    /// <summary>The confirmations of these may have been lost.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => Tell(Tally.Unconfirmed);

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        hasUnwritten ? state.Store(Tally) : Task.CompletedTask;

    public Task Count(TallyEvent happened)
    {
        if (Tally.Unconfirmed.Contains(happened.Id)) return Tell([happened.Id]);
        if (waiting.Count < MostWaiting) waiting.TryAdd(happened.Id, happened);
        timer ??= this.RegisterGrainTimer(Write, new GrainTimerCreationOptions(WriteDelay, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        return Task.CompletedTask;
    }

    /// <remarks>Rides on the next write, or on the deactivation.</remarks>
    public Task Confirm(string eventId)
    {
        hasUnwritten = true;
        state.State = Tally with { Unconfirmed = Tally.Unconfirmed.Remove(eventId) };
        return Task.CompletedTask;
    }

    public Task<ImmutableDictionary<string, PersonaTally>> Read() => Task.FromResult(Tally.Personas);

    /// <summary>What cannot be written now is left to the sources.</summary>
    private async Task Write()
    {
        timer?.Dispose();
        timer = null;
        var asked = await Task.WhenAll(waiting.Values.Select(async happened => (Event: happened, Counts: await IsUncounted(happened.Id))));
        waiting.Clear();
        var counting = asked.Where(answer => answer.Counts).Select(answer => answer.Event).ToList();
        if (counting.Count == 0) return;
        try
        {
            await state.Store(counting.Aggregate(Tally, (tally, happened) => tally.With(happened)));
            await Tell(counting.Select(happened => happened.Id));
        }
        catch (OrleansException outage)
        {
            log.LogWarning(outage, "{Events} events of personas could not be counted; they come again", counting.Count);
        }
    }

    private async Task<bool> IsUncounted(string eventId)
    {
        try
        {
            return await (TallyEventId.SessionKeyOf(eventId) is { } session
                ? GrainFactory.GetGrain<IVoiceSessionGrain>(session).IsUncounted()
                : Rating(eventId).IsUncounted(eventId));
        }
        catch (Exception outage) when (outage is OrleansException or TimeoutException)
        {
            return false;
        }
    }

    private Task Tell(IEnumerable<string> eventIds) => Task.WhenAll(eventIds.Select(eventId => TallyEventId.SessionKeyOf(eventId) is { } session
        ? GrainFactory.GetGrain<IVoiceSessionGrain>(session).Counted()
        : Rating(eventId).Counted(eventId)));

    private IPersonaRatingGrain Rating(string eventId) => GrainFactory.GetGrain<IPersonaRatingGrain>(TallyEventId.RatingKeyOf(eventId));
}
