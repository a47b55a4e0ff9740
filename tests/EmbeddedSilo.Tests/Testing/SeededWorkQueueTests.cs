using Microsoft.Extensions.DependencyInjection;
using MindBot.EmbeddedSilo.Scheduling;
using MindBot.EmbeddedSilo.Testing;
using MindBot.EmbeddedSilo.Tests.Calls;
using MindBot.EmbeddedSilo.Tests.Fixture;
using MindBot.EmbeddedSilo.Tests.Timers;

namespace MindBot.EmbeddedSilo.Tests.Testing;

public sealed class SeededWorkQueueTests
{
    [Fact]
    public void The_same_seed_gives_the_same_run_byte_for_byte_and_other_seeds_give_others()
    {
        var runs = Enumerable.Range(0, 10).Select(RunChains).ToArray();

        Assert.Equal(runs, Enumerable.Range(0, 10).Select(RunChains));
        Assert.True(runs.Select(run => run.Journal).Distinct().Count() > 5, "Seeds make no difference.");
    }

    /// <summary>A change of the silo may give another run; another process, machine or day must not.</summary>
    [Fact]
    public void A_run_is_the_same_in_every_process() => Assert.Equal(
        ["start4middle1end0", "start2middle2end0", "start0middle0end0", "start1middle1end1", "start3middle0end1"],
        RunChains(1).Journal.Split(' '));

    [Fact]
    public void Time_passes_only_when_the_story_lets_it()
    {
        var entries = Run(seed: 1, async (host, _) =>
        {
            await host.Grain<ITimerGrain>("a").Start(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(4));
            await host.AdvanceAsync(TimeSpan.FromMinutes(10));
        });

        Assert.Equal(["tick 300", "tick 540"], entries);
    }

    [Fact]
    public void A_story_that_waits_for_nothing_fails() => Assert.Throws<InvalidOperationException>(() =>
        Run(seed: 1, (host, _) => host.Grain<ICallGrain>("a").WaitAt("door")));

    [Fact]
    public void Code_that_leaves_the_thread_is_noticed() => Assert.Throws<InvalidOperationException>(() =>
    {
        var queue = new SeededWorkQueue(1);
        queue.Run(() =>
        {
            using var posted = new ManualResetEventSlim();
            var elsewhere = new Thread(() =>
            {
                _ = queue.Start(() => Task.CompletedTask);
                posted.Set();
            });
            elsewhere.Start();
            posted.Wait();
            return Task.CompletedTask;
        });
    });

    [Fact]
    public void An_exception_of_the_story_reaches_the_test() => Assert.Throws<FormatException>(() =>
        Run(seed: 1, (host, _) => host.Grain<ICallGrain>("a").Throw("message")));

    [Fact]
    public void An_action_happens_before_the_work_item_that_it_was_meant_for()
    {
        var queue = new SeededWorkQueue(1);
        var at = 0L;
        queue.At(3, () => at = queue.Executed);
        queue.Run(async () =>
        {
            for (var i = 0; i < 5; i++) await Task.Yield();
        });

        Assert.Equal(3, at);
    }

    private static (string Journal, string Trace) RunChains(int seed)
    {
        var trace = new StringWriter();
        var entries = Run(
            seed,
            (host, queue) => Task.WhenAll(Enumerable.Range(0, 5).Select(i => queue.Start(async () =>
            {
                await host.Grain<IChainGrain>($"start{i}").WalkOneWay($"middle{i % 3}", $"end{i % 2}");
                await host.IdleAsync();
            }))),
            trace);
        Assert.Equal(5, entries.Count);
        return (string.Join(' ', entries), trace.ToString());
    }

    private static IReadOnlyList<string> Run(int seed, Func<EmbeddedSiloHost, SeededWorkQueue, Task> story, TextWriter? trace = null)
    {
        var journal = new Journal();
        var queue = new SeededWorkQueue(seed, trace);
        queue.Run(async () =>
        {
            await using var host = await EmbeddedSiloHost.StartAsync(
                typeof(SeededWorkQueueTests).Assembly, services => services.AddSingleton<IWorkQueue>(queue).AddSingleton(journal));
            await story(host, queue);
        });
        return journal.Entries;
    }
}
