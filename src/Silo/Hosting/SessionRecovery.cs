using System.Globalization;
using MindBot.Grains.VoiceSessions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Silo.Hosting;

/// <summary>
/// After a start, wakes the sessions that were open when the process ended. The watch lists' reminders do the same within a minute;
/// this does it at once, and paced, so that a start with many sessions stays responsive.
/// </summary>
internal sealed class SessionRecovery(IGrainFactory grains, TimeProvider clock, ILogger<SessionRecovery> log) : BackgroundService
{
    private const int SessionsPerPause = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var total = 0;
        var sincePause = 0;
        for (var shard = 0; shard < ISessionWatchGrain.Shards; shard++)
        {
            var woken = await WakeShard(shard, stopping);
            total += woken;
            sincePause += woken;
            if (sincePause < SessionsPerPause) continue;
            sincePause = 0;
            await Task.Delay(Pause, clock, stopping);
        }

        if (total > 0) log.LogInformation("Woke {Sessions} sessions that were open when the service stopped", total);
    }

    private async Task<int> WakeShard(int shard, CancellationToken stopping)
    {
        var watch = grains.GetGrain<ISessionWatchGrain>(shard.ToString(CultureInfo.InvariantCulture));
        while (true)
        {
            try
            {
                return await watch.WakeAll();
            }
            catch (Exception outage) when (outage is OrleansException or TimeoutException)
            {
                log.LogWarning(outage, "Watch list {Shard} could not be read; trying again", shard);
                await Task.Delay(Backoff, clock, stopping);
            }
        }
    }
}
