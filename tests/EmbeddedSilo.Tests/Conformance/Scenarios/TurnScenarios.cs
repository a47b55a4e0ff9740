using MindBot.EmbeddedSilo.Tests.Calls;
using MindBot.EmbeddedSilo.Tests.Fixture;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>Which calls of one grain run beside each other.</summary>
public static class TurnScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Turns", "A call starts only when the one before is complete, and calls keep their order", async stage =>
        {
            var grain = await ActiveGrainAsync(stage);
            Task[] calls = [grain.Enter("1"), grain.Enter("2"), grain.Enter("3")];
            await stage.QuietAsync();
            stage.Open("3", "2", "1");
            await Task.WhenAll(calls);
        }),
        new("Turns", "A call goes on after an await in its own turn", async stage =>
        {
            var counts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(stage.Grain<ITurnGrain>().IncrementSlowly)));
            stage.Tell($"counted {counts.Distinct().Count()} different numbers up to {counts.Max()}");
        }),
        new("Turns", "Interleaving calls run one turn at a time", async stage =>
        {
            await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(stage.Grain<ITurnGrain>().IncrementInterleaving)));
            await stage.EndAsync("the next number", stage.Grain<ITurnGrain>().IncrementSlowly());
        }),
        new("Turns", "An always interleaving call runs beside any other", async stage =>
        {
            var grain = await ActiveGrainAsync(stage);
            Task[] calls = [grain.Enter("1"), grain.Enter("2")];
            await stage.QuietAsync();
            stage.Open("i");
            await stage.EndAsync("i", grain.Interleave("i"));
            stage.Open("2", "1");
            await Task.WhenAll(calls);
        }),
        new("Turns", "A running always interleaving call blocks nobody", async stage =>
        {
            var grain = await ActiveGrainAsync(stage);
            var interleaving = grain.Interleave("i");
            stage.Silo.Journal.Open("1");
            await stage.EndAsync("1", grain.Enter("1"));
            stage.Open("i");
            await stage.EndAsync("i", interleaving);
        }),
        new("Turns", "Read-only calls run beside each other", async stage =>
        {
            var grain = await ActiveGrainAsync(stage);
            Task[] calls = [grain.Read("r1"), grain.Read("r2")];
            await stage.QuietAsync();
            stage.Open("r2");
            await stage.EndAsync("r2", calls[1]);
            stage.Open("r1");
            await stage.EndAsync("r1", calls[0]);
        }),
        new("Turns", "A read-only call waits for one that writes", async stage =>
        {
            var grain = await ActiveGrainAsync(stage);
            Task[] calls = [grain.Enter("w"), grain.Read("r")];
            await stage.QuietAsync();
            stage.Open("r", "w");
            await Task.WhenAll(calls);
        }),
        new("Turns", "A read-only call overtakes a writing one that waits for another read-only one", async stage =>
        {
            var grain = await ActiveGrainAsync(stage);
            Task[] calls = [grain.Read("r1"), grain.Enter("w"), grain.Read("r2")];
            await stage.QuietAsync();
            stage.Open("w", "r2");
            await stage.QuietAsync();
            stage.Open("r1");
            await Task.WhenAll(calls);
        }),
        new("Turns", "The first of two read-only calls ends, the second goes on: a writing one", async stage =>
        {
            var grain = await ActiveGrainAsync(stage);
            Task[] calls = [grain.Read("r1"), grain.Read("r2"), grain.Enter("w")];
            await stage.QuietAsync();
            stage.Open("r1");
            await stage.QuietAsync();
            await stage.EndAsync("r1", calls[0]);
            stage.Open("w");
            await stage.QuietAsync();
            stage.Open("r2");
            await Task.WhenAll(calls);
        }),
        new("Turns", "All calls of a reentrant grain interleave", async stage =>
        {
            var grain = stage.Grain<IReentrantGrain>();
            stage.Silo.Journal.Open("0");
            await grain.Enter("0");
            var first = grain.Enter("1");
            await stage.QuietAsync();
            stage.Open("2");
            await stage.EndAsync("2", grain.Enter("2"));
            stage.Open("1");
            await stage.EndAsync("1", first);
        }),
        new("Turns", "A circle of awaited calls", async stage => await CircleAsync(stage, stage.Grain<IChainGrain>().Walk("b", "c", "a"))),
        new("Turns", "A grain that awaits itself", async stage => await CircleAsync(stage, stage.Grain<IChainGrain>().Walk("a"))),
        new("Turns", "A circle through an activation", async stage => await CircleAsync(stage, stage.Grain<IChainGrain>("y").Walk("x>y"))),
        new("Turns", "After a circle the grains work on", async stage =>
        {
            await CircleAsync(stage, stage.Grain<IChainGrain>().Walk("b", "a"));
            await stage.EndAsync("a, b", stage.Grain<IChainGrain>("a").Walk("b"));
            await stage.EndAsync("b, a", stage.Grain<IChainGrain>("b").Walk("a"));
        }),
        new("Turns", "The same grain on two paths is no circle", async stage =>
            await stage.EndAsync("diamond", stage.Grain<IChainGrain>().Diamond("l", "r"))),
        new("Turns", "A one-way call back just queues", async stage =>
        {
            var call = stage.Grain<IChainGrain>().WalkThenOneWay("b", "a");
            await stage.UntilAsync("ba");
            await stage.EndAsync("a", call);
        }),
        new("Turns", "An interleaving request may be called back", async stage =>
            await stage.EndAsync("a", stage.Grain<IChainGrain>().InterleaveWith("b", "c"))),
    ];

    /// <summary>Only calls of an activation that exists are known to keep the order in which they were sent.</summary>
    private static async Task<ITurnGrain> ActiveGrainAsync(Stage stage)
    {
        await stage.Grain<ITurnGrain>().IncrementSlowly();
        return stage.Grain<ITurnGrain>();
    }

    private static async Task CircleAsync(Stage stage, Task call)
    {
        await stage.Silo.AdvanceAsync(2 * TestSilo.ShortResponseTimeout);
        await stage.EndAsync("circle", call);
    }
}
