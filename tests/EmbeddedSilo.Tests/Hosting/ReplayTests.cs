using MindBot.EmbeddedSilo.Hosting;
using MindBot.EmbeddedSilo.Scheduling;
using MindBot.EmbeddedSilo.Testing;
using MindBot.EmbeddedSilo.Tests.Calls;
using MindBot.EmbeddedSilo.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace MindBot.EmbeddedSilo.Tests.Hosting;

/// <summary>All work of the silo goes through <see cref="IWorkQueue"/>: whoever runs that one decides the order of everything.</summary>
public sealed class ReplayTests
{
    [Fact]
    public void The_same_seed_gives_the_same_run_and_other_seeds_give_others()
    {
        var runs = Enumerable.Range(0, 10).Select(Run).ToArray();

        Assert.Equal(runs, Enumerable.Range(0, 10).Select(Run));
        Assert.True(runs.Distinct().Count() > 5, "Seeds make no difference.");
    }

    private static string Run(int seed)
    {
        var queue = new SeededQueue(seed);
        var journal = new Journal();
        using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new VirtualClock())
            .AddSingleton<IWorkQueue>(queue)
            .AddSingleton(journal)
            .AddEmbeddedSilo(options => options.GrainAssemblies.Add(typeof(ReplayTests).Assembly))
            .BuildServiceProvider();
        var grains = services.GetRequiredService<IGrainFactory>();

        for (var i = 0; i < 10; i++) _ = grains.GetGrain<IChainGrain>($"start{i}").WalkOneWay($"middle{i % 3}", $"end{i % 2}");
        queue.RunAll();

        Assert.Equal(10, journal.Entries.Count);
        return string.Join(' ', journal.Entries);
    }

    /// <summary>Runs one item at a time, on the thread of the test, in an order that the seed decides.</summary>
    private sealed class SeededQueue(int seed) : IWorkQueue
    {
        private readonly Random _random = new(seed);
        private readonly List<IThreadPoolWorkItem> _items = [];

        public int TurnsPerItem => 1;

        public void Enqueue(IThreadPoolWorkItem item) => _items.Add(item);

        public void RunAll()
        {
            while (_items.Count > 0)
            {
                var index = _random.Next(_items.Count);
                var item = _items[index];
                _items.RemoveAt(index);
                item.Execute();
            }
        }
    }
}
