using System.Diagnostics;

namespace MindBot.Bench;

internal static class Workers
{
    /// <summary>Runs <paramref name="item"/> for 0 … count − 1, at most <paramref name="concurrency"/> at a time.</summary>
    public static Task ForEach(int count, int concurrency, Func<int, Task> item) => Parallel.ForEachAsync(
        Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = concurrency },
        async (i, _) => await item(i));

    /// <summary>Lets each of <paramref name="count"/> workers repeat its step until the time is over. Answers steps a second.</summary>
    public static async Task<double> Repeat(int count, TimeSpan time, Func<int, Task> step)
    {
        var watch = Stopwatch.StartNew();
        long done = 0;
        await Task.WhenAll(Enumerable.Range(0, count).Select(worker => Task.Run(async () =>
        {
            while (watch.Elapsed < time)
            {
                await step(worker);
                Interlocked.Increment(ref done);
            }
        })));
        return done / watch.Elapsed.TotalSeconds;
    }
}
