using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.Payments;

/// <inheritdoc cref="IMoneyLedgerGrain"/>
public sealed class MoneyLedgerGrain(
    [PersistentState("moneyLedger", GrainStorageName.Default)] IPersistentState<MoneyLedgerState> state) : Grain, IMoneyLedgerGrain
{
    private MoneyLedgerState Ledger => state.State;

    /// <remarks>A full page is durable on its own before the next entry takes its place here.</remarks>
    public async Task<bool> Record(MoneyEntry entry)
    {
        DeactivateOnIdle();
        MoneyRules.Check(entry);
        if (await Has(entry.Id)) return false;
        if (MoneyRules.IsFull(Ledger)) await Page(MoneyRules.PageOf(Ledger.LastNumber)).Keep(Ledger.Newest);
        await state.Store(MoneyRules.Add(Ledger, entry));
        return true;
    }

    public async Task<MoneyPage> Read(int limit, long? before)
    {
        DeactivateOnIdle();
        var found = ImmutableArray.CreateBuilder<MoneyLine>();
        var below = Math.Min(before ?? long.MaxValue, Ledger.LastNumber + 1);
        while (found.Count < limit && below > 1)
        {
            var page = MoneyRules.PageOf(below - 1);
            found.AddRange((await Lines(page)).Where(line => line.Number < below).Reverse().Take(limit - found.Count));
            below = page * IMoneyPageGrain.Size + 1;
        }

        return new(found.ToImmutable(), Ledger.LastNumber);
    }

    /// <remarks>Rarely asked: between two calls a money ledger takes no memory.</remarks>
    public Task<MoneyTotals> GetTotals()
    {
        DeactivateOnIdle();
        return Task.FromResult(new MoneyTotals(Ledger.SpentCents, Ledger.Payments));
    }

    /// <summary>Whoever has more than a page of entries is rare, and exactness worth reading them all.</summary>
    private async Task<bool> Has(string id)
    {
        for (var page = MoneyRules.PageOf(Ledger.LastNumber); page >= 0; page--)
            if ((await Lines(page)).Any(line => line.Entry.Id == id)) return true;
        return false;
    }

    private async Task<ImmutableArray<MoneyLine>> Lines(long page) =>
        page == MoneyRules.PageOf(Ledger.LastNumber) ? Ledger.Newest : await Page(page).Read();

    private IMoneyPageGrain Page(long page) => GrainFactory.GetGrain<IMoneyPageGrain>($"{this.GetPrimaryKeyString()}/{page}");
}
