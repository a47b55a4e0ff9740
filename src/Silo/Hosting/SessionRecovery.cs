using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MindBot.Grains.VoiceSessions;

namespace MindBot.Silo.Hosting;

/// <summary>
/// After a start, wakes the sessions that were open when the process ended. The watch lists' reminders do the same within a minute; this does it at once.
/// </summary>
internal sealed class SessionRecovery(SessionWaker waker, ILogger<SessionRecovery> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var woken = await waker.Wake(Enumerable.Range(0, ISessionWatchGrain.Shards), stoppingToken);
        if (woken > 0) log.LogInformation("Woke {Sessions} sessions that were open when the service stopped", woken);
    }
}
