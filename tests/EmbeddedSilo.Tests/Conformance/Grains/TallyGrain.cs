using MindBot.EmbeddedSilo.Tests.Persistence;
using Orleans;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

public interface ITallyGrain : IGrainWithStringKey
{
    /// <summary>Counts, durably, and deactivates the grain at every <paramref name="leaveEvery"/>-th call. The answer is the new count.</summary>
    Task<int> Count(int leaveEvery);

    /// <summary>How many activations have counted.</summary>
    Task<int> Activations();
}

/// <summary>A durable counter that goes away under load.</summary>
public sealed class TallyGrain(
    [PersistentState("count", "Main")] IPersistentState<CounterState> count,
    [PersistentState("activations", "Main")] IPersistentState<CounterState> activations) : Grain, ITallyGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        activations.State = new CounterState { Value = activations.State.Value + 1 };
        return activations.WriteStateAsync();
    }

    public async Task<int> Count(int leaveEvery)
    {
        var next = count.State.Value + 1;
        await Task.Yield();
        count.State = new CounterState { Value = next };
        await count.WriteStateAsync();
        if (next % leaveEvery == 0) DeactivateOnIdle();
        return next;
    }

    public Task<int> Activations() => Task.FromResult(activations.State.Value);
}
