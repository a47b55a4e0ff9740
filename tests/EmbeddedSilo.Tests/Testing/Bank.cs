using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Hosting;
using MindBot.EmbeddedSilo.Scheduling;
using MindBot.EmbeddedSilo.Testing;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Testing;

/// <summary>What became of a day at the bank.</summary>
/// <param name="Acknowledged">Deposits of 1 that were answered.</param>
/// <param name="Balance">What the account holds afterwards, on a new silo.</param>
/// <param name="Items">How many work items the day took.</param>
/// <param name="Trace">Every work item in its order.</param>
public sealed record BankDay(int Acknowledged, int Balance, long Items, string Trace);

/// <summary>A simulation: tellers deposit into one account, on one thread, in an order that the seed decides.</summary>
public static class Bank
{
    /// <summary>How many deposits are tried.</summary>
    public const int Deposits = 6;

    /// <summary>Runs a day. The silo may crash at a work item, a write may fail; the balance is read after a restart.</summary>
    public static BankDay Run(
        int seed, bool careless = false, long? crashAt = null, (int Write, StorageFault Fault)? fault = null)
    {
        var trace = new StringWriter();
        var queue = new SeededWorkQueue(seed, trace);
        var storage = new InMemoryGrainStorage();
        var (acknowledged, balance, items) = (0, 0, 0L);
        queue.Run(async () =>
        {
            await using (var host = await StartAsync(queue, storage))
            {
                if (crashAt is { } n) queue.At(n, host.Crash);
                if (fault is { } f) storage.FailWrite(f.Write, f.Fault);
                var before = queue.Executed;
                await Task.WhenAll(Enumerable.Range(0, Deposits).Select(i => queue.Start(() => DepositAsync(host, $"teller{i % 3}"))));
                items = queue.Executed - before;
            }

            await using var next = await StartAsync(queue, storage);
            balance = await next.Grain<IAccountGrain>("account").Balance();
        });
        return new BankDay(acknowledged, balance, items, trace.ToString());

        async Task DepositAsync(EmbeddedSiloHost host, string teller)
        {
            try
            {
                if (careless) await host.Grain<ITellerGrain>(teller).DepositCarelessly("account", 1);
                else await host.Grain<ITellerGrain>(teller).Deposit("account", 1);
                acknowledged++;
            }
            catch (OrleansException)
            {
                // The silo has crashed or a write has failed: whoever wanted to deposit does not know.
            }
        }
    }

    private static Task<EmbeddedSiloHost> StartAsync(SeededWorkQueue queue, InMemoryGrainStorage storage) => EmbeddedSiloHost.StartAsync(
        typeof(Bank).Assembly,
        services => services.AddSingleton<IWorkQueue>(queue).AddSingleton(storage).AddSingleton(new Fixture.Journal()));
}
