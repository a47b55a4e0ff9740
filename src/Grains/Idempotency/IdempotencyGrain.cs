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

    /// <summary>Answers, and requests without one, whose repeats must be the same operation.</summary>
    private const int MostKeys = 100;

    /// <summary>Since when a request is being carried out by this process.</summary>
    private readonly Dictionary<string, DateTimeOffset> underWay = new(StringComparer.Ordinal);

    public async Task<IdempotencyTicket> Begin(string key, string bodyHash)
    {
        var now = clock.GetUtcNow();
        var known = Fresh(now);
        if (known.Answers.TryGetValue(key, out var kept))
            return kept.BodyHash == bodyHash ? new(IdempotencyOutcome.Replay, kept.Answer) : new(IdempotencyOutcome.Mismatch, null);
        foreach (var (cutOff, since) in underWay)
            if (since + LongestRequest <= now) underWay.Remove(cutOff);
        if (known.Begun.TryGetValue(key, out var begun))
        {
            if (begun.BodyHash != bodyHash) return new(IdempotencyOutcome.Mismatch, null);
            if (underWay.ContainsKey(key)) return new(IdempotencyOutcome.InProgress, null);
        }
        else
        {
            if (known.Answers.Count + known.Begun.Count >= MostKeys) return new(IdempotencyOutcome.TooMany, null);
            begun = new BegunRequest(bodyHash, now);
            await state.Store(known with { Begun = known.Begun.Add(key, begun) });
        }

        underWay[key] = now;
        return new(IdempotencyOutcome.Proceed, null, begun.At);
    }

    public async Task Complete(string key, string bodyHash, StoredAnswer answer)
    {
        var now = clock.GetUtcNow();
        var known = Fresh(now);
        try
        {
            await state.Store(new IdempotencyState { Answers = known.Answers.SetItem(key, new(bodyHash, answer, now)), Begun = known.Begun.Remove(key) });
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

    public Task Forget()
    {
        underWay.Clear();
        DeactivateOnIdle();
        return state.Forget();
    }

    private IdempotencyState Fresh(DateTimeOffset now) => new()
    {
        Answers = state.State.Answers.RemoveRange(state.State.Answers.Where(kept => kept.Value.At + Kept <= now).Select(kept => kept.Key)),
        Begun = state.State.Begun.RemoveRange(state.State.Begun.Where(begun => begun.Value.At + Kept <= now).Select(begun => begun.Key)),
    };
}
