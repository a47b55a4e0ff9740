using System.Globalization;
using Microsoft.Extensions.Logging;
using MindBot.Grains.VoiceSessions;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Silo.Hosting;

/// <summary>Wakes the sessions of watch lists, paced, so that a silo with many sessions stays responsive.</summary>
internal sealed class SessionWaker(IGrainFactory grains, TimeProvider clock, ILogger<SessionWaker> log)
{
    /// <summary>Lists that are woken at a time: enough for their writes to share commits, few enough to let requests through.</summary>
    private const int ListsAtATime = 16;

    private const int Attempts = 3;

    /// <summary>How long a worker rests for each session that it woke; together they wake at most 20,000 a second.</summary>
    private static readonly TimeSpan RestPerSession = TimeSpan.FromMicroseconds(800);

    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(2);

    /// <returns>How many sessions were told to wake up; those that are awake already are among them.</returns>
    public async Task<int> Wake(IEnumerable<int> shards, CancellationToken stopping)
    {
        var total = 0;
        await Parallel.ForEachAsync(
            shards,
            new ParallelOptions { MaxDegreeOfParallelism = ListsAtATime, CancellationToken = stopping },
            async (shard, cancelled) =>
            {
                var woken = await WakeShard(shard, cancelled);
                Interlocked.Add(ref total, woken);
                await Task.Delay(RestPerSession * woken, clock, cancelled);
            });
        return total;
    }

    /// <summary>A list that cannot be read is left to its reminder, which comes within a minute: it must not hold up the others.</summary>
    private async Task<int> WakeShard(int shard, CancellationToken stopping)
    {
        var watch = grains.GetGrain<ISessionWatchGrain>(shard.ToString(CultureInfo.InvariantCulture));
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                return await watch.WakeAll();
            }
            catch (Exception outage) when (outage is OrleansException or TimeoutException)
            {
                log.LogWarning(outage, "Watch list {Shard} could not be read in attempt {Attempt}", shard, attempt);
                await Task.Delay(Backoff, clock, stopping);
            }
        }

        return 0;
    }
}
