using MindBot.Cluster.Tests.Server;
using MindBot.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.Cluster.Tests.Ordeals;

/// <summary>What an operator does to a cluster of three silos under load.</summary>
public class ChangeTests(ITestOutputHelper log)
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(90);

    [SkippableFact]
    public async Task Silos_are_replaced_one_by_one()
    {
        SlowTests.SkipUnlessWanted();
        await using var ordeal = await Ordeal.Begin(log);
        foreach (var old in ordeal.Cluster.Silos.ToList())
        {
            await ordeal.Through("a silo is replaced", async () =>
            {
                await ordeal.Cluster.AddSilo();
                old.Terminate();
                Assert.Equal(0, await old.Exit(LongestStop));
                ordeal.Cluster.Silos.Remove(old);
            });
        }

        await ordeal.AwaitSpread("afterwards");
        await ordeal.End();
    }

    [SkippableFact]
    public async Task A_silo_that_joins_takes_its_part()
    {
        SlowTests.SkipUnlessWanted();
        await using var ordeal = await Ordeal.Begin(log);
        await ordeal.Through("a fourth silo joins", async () =>
        {
            await ordeal.Cluster.AddSilo();
            await ordeal.AwaitSpread("once it has joined");
        });
        await ordeal.End();
    }
}
