using System.Collections.Immutable;
using MindBot.Grains.Wallets;
using Orleans.Runtime;

namespace MindBot.Grains.Ledgers;

/// <inheritdoc cref="ILedgerPageGrain"/>
public sealed class LedgerPageGrain(
    [PersistentState("ledgerPage", GrainStorageName.Default)] IPersistentState<LedgerPageState> state) : Grain, ILedgerPageGrain
{
    public async Task Append(ImmutableArray<LedgerLine> entries)
    {
        DeactivateOnIdle();
        var lines = state.State.Lines;
        var last = lines.IsEmpty ? 0 : lines[^1].Number;
        var news = entries.RemoveAll(entry => entry.Number <= last);
        if (!news.IsEmpty) await state.Store(new LedgerPageState { Lines = lines.AddRange(news) });
    }

    public Task<ImmutableArray<LedgerLine>> Read()
    {
        DeactivateOnIdle();
        return Task.FromResult(state.State.Lines);
    }
}
