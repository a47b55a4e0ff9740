using System.Collections.Immutable;
using MindBot.Grains.Wallets;
using Orleans.Runtime;

namespace MindBot.Grains.Ledgers;

/// <inheritdoc cref="ILedgerGrain"/>
public sealed class LedgerGrain([PersistentState("ledger", GrainStorageName.Default)] IPersistentState<LedgerState> state) : Grain, ILedgerGrain
{
    private string UserId => this.GetPrimaryKeyString();

    /// <remarks>Entries are rare and readers rarer: between them a ledger takes no memory, however many sessions are live.</remarks>
    public async Task Pull()
    {
        DeactivateOnIdle();
        await Drain();
    }

    public async Task<LedgerExtract> Read(int limit, long? before)
    {
        var outbox = await Drain();
        var ledger = state.State;
        return new(
            await ReadBefore(Math.Min(before ?? long.MaxValue, ledger.LastEntry + 1), limit), ledger.LastEntry, ledger.SumMicros,
            outbox.ProvisionalMicros, outbox.AvailableMicros, outbox.DebtMicros);
    }

    /// <summary>Pulls until nothing is left; the last answer's sums belong to exactly the entries that the ledger has then.</summary>
    private async Task<WalletOutbox> Drain()
    {
        while (true)
        {
            var outbox = await GrainFactory.GetGrain<IWalletGrain>(UserId).ReadOutbox(state.State.LastEntry);
            var entries = outbox.Entries.RemoveAll(entry => entry.Number <= state.State.LastEntry);
            if (entries.IsEmpty) return outbox;
            foreach (var page in entries.GroupBy(entry => ILedgerPageGrain.PageOf(entry.Number)))
                await Page(page.Key).Append([.. page]);
            await Advance(entries);
        }
    }

    private Task Advance(ImmutableArray<LedgerLine> entries) => state.Store(new LedgerState
    {
        LastEntry = entries[^1].Number,
        SumMicros = state.State.SumMicros + entries.Sum(entry => entry.Micros),
        DebtMicros = state.State.DebtMicros + entries.Sum(entry => entry.DebtMicros),
    });

    private async Task<ImmutableArray<LedgerLine>> ReadBefore(long before, int limit)
    {
        var found = ImmutableArray.CreateBuilder<LedgerLine>();
        while (found.Count < limit && before > 1)
        {
            var lines = await Page(ILedgerPageGrain.PageOf(before - 1)).Read();
            found.AddRange(lines.Where(line => line.Number < before).Reverse().Take(limit - found.Count));
            before = lines[0].Number;
        }

        return found.ToImmutable();
    }

    private ILedgerPageGrain Page(long page) => GrainFactory.GetGrain<ILedgerPageGrain>($"{UserId}/{page}");
}
