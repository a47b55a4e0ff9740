using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.Idempotency;

/// <inheritdoc cref="IIdempotencyGrain"/>
public sealed class IdempotencyGrain(
    [PersistentState("idempotency", GrainStorageName.Default)] IPersistentState<IdempotencyState> state, TimeProvider clock)
    : Grain, IIdempotencyGrain
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>A request that has neither answered nor failed by then was cut off with its process or connection.</summary>
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(60);

    private const int MostAnswers = 100;

    private readonly Dictionary<string, (string BodyHash, DateTimeOffset Since)> underWay = new(StringComparer.Ordinal);

    public Task<IdempotencyTicket> Begin(string key, string bodyHash)
    {
        var now = clock.GetUtcNow();
        if (state.State.Answers.TryGetValue(key, out var kept) && kept.At + Kept > now)
            return Ticket(kept.BodyHash == bodyHash ? IdempotencyOutcome.Replay : IdempotencyOutcome.Mismatch, kept.Answer);
        foreach (var (cutOff, request) in underWay)
            if (request.Since + LongestRequest <= now) underWay.Remove(cutOff);
        if (underWay.TryGetValue(key, out var other))
            return Ticket(other.BodyHash == bodyHash ? IdempotencyOutcome.InProgress : IdempotencyOutcome.Mismatch);
        if (Fresh(now).Count + underWay.Count >= MostAnswers) return Ticket(IdempotencyOutcome.TooMany);
        underWay[key] = (bodyHash, now);
        return Ticket(IdempotencyOutcome.Proceed);
    }

    public async Task Complete(string key, string bodyHash, StoredAnswer answer)
    {
        var now = clock.GetUtcNow();
        try
        {
            await state.Store(new IdempotencyState { Answers = Fresh(now).SetItem(key, new(bodyHash, answer, now)) });
        }
        finally
        {
            underWay.Remove(key);
        }
    }

    public Task Abandon(string key)
    {
        underWay.Remove(key);
        return Task.CompletedTask;
    }

    private ImmutableDictionary<string, KeptAnswer> Fresh(DateTimeOffset now) =>
        state.State.Answers.RemoveRange(state.State.Answers.Where(kept => kept.Value.At + Kept <= now).Select(kept => kept.Key));

    private static Task<IdempotencyTicket> Ticket(IdempotencyOutcome outcome, StoredAnswer? answer = null) =>
        Task.FromResult(new IdempotencyTicket(outcome, outcome == IdempotencyOutcome.Replay ? answer : null));
}
