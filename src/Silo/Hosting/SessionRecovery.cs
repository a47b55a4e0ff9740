using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MindBot.Grains.VoiceSessions;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Silo.Hosting;

/// <summary>
/// After a start, wakes the sessions that were open when the process ended. The watch lists' reminders do the same within a minute;
/// this does it at once, and paced, so that a start with many sessions stays responsive.
/// </summary>
internal sealed class SessionRecovery(IGrainFactory grains, TimeProvider clock, ILogger<SessionRecovery> log) : BackgroundService
{
    /// <summary>Lists that are woken at a time: enough for their writes to share commits, few enough to let requests through.</summary>
    private const int ListsAtATime = 16;

    private const int Attempts = 3;

    /// <summary>How long a worker rests for each session that it woke; together they wake at most 20,000 a second.</summary>
    private static readonly TimeSpan RestPerSession = TimeSpan.FromMicroseconds(800);

    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var total = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, ISessionWatchGrain.Shards),
            new ParallelOptions { MaxDegreeOfParallelism = ListsAtATime, CancellationToken = stoppingToken },
            async (shard, stopping) =>
            {
                var woken = await WakeShard(shard, stopping);
                Interlocked.Add(ref total, woken);
                await Task.Delay(RestPerSession * woken, clock, stopping);
            });

        if (total > 0) log.LogInformation("Woke {Sessions} sessions that were open when the service stopped", total);
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
