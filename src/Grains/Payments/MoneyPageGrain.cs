using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.Payments;

/// <inheritdoc cref="IMoneyPageGrain"/>
public sealed class MoneyPageGrain(
    [PersistentState("moneyPage", GrainStorageName.Default)] IPersistentState<MoneyPageState> state) : Grain, IMoneyPageGrain
{
    public async Task Keep(ImmutableArray<MoneyLine> lines)
    {
        DeactivateOnIdle();
        if (state.State.Lines.IsEmpty) await state.Store(new MoneyPageState { Lines = lines });
    }

    public Task<ImmutableArray<MoneyLine>> Read()
    {
        DeactivateOnIdle();
        return Task.FromResult(state.State.Lines);
    }
}
