using MindBot.EmbeddedSilo.Tests.Calls;
using Orleans.Runtime;

namespace MindBot.EmbeddedSilo.Tests.Conformance;

/// <summary>Many at a time.</summary>
public static class LoadScenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("Load", "A thousand concurrent callers of one grain", async stage =>
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 1000).Select(i => Task.Run(() => stage.Grain<ICallGrain>().Overloaded(i))));
            stage.Tell($"{answers.Where((answer, i) => answer == i).Count()} right answers");
        }),
        new("Load", "Deactivation and reactivation under load lose nothing", async stage =>
        {
            var grain = stage.Grain<ITallyGrain>();
            var counts = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(CountAsync)));
            stage.Tell($"counted {counts.Distinct().Count()} different numbers up to {counts.Max()}");
            await stage.EndAsync("activations", grain.Activations());

            // Orleans rejects a call that two activations in a row have passed on; it has not run then.
            async Task<int> CountAsync()
            {
                while (true)
                {
                    try
                    {
                        return await grain.Count(leaveEvery: 50);
                    }
                    catch (OrleansMessageRejectionException)
                    {
                        await Task.Yield();
                    }
                }
            }
        }),
        new("Load", "A hundred thousand grains", async stage =>
        {
            const int Count = 100_000;
            var right = 0;
            foreach (var chunk in Enumerable.Range(0, Count).Chunk(2000))
            {
                var greetings = await Task.WhenAll(chunk.Select(i => stage.Grain<ICallGrain>($"g{i}").Greet($"{i}")));
                right += chunk.Zip(greetings).Count(pair => pair.Second == $"g{pair.First} greets {pair.First}");
            }

            stage.Tell($"{right} right answers");
        }),
    ];
}
