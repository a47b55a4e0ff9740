using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace MindBot.Silo.Hosting;

/// <summary>
/// When another silo dies or leaves, wakes the sessions that it may have held, without waiting for the watch lists' reminders. The silos that stay share the
/// lists among themselves; should they disagree for a moment about who is there, a list is woken twice, or by its reminder.
/// </summary>
internal sealed class DepartureRecovery(
    IClusterMembershipService membership, ILocalSiloDetails self, SessionWaker waker, TimeProvider clock, ILogger<DepartureRecovery> log) : BackgroundService
{
    /// <summary>
    /// How often the lists are woken after a departure: one word may come before every directory has forgotten the silo that is gone, and is lost then. A
    /// session that is awake already only looks at its clock.
    /// </summary>
    private const int Passes = 4;

    private static readonly TimeSpan BetweenPasses = TimeSpan.FromSeconds(2);

    /// <summary>The view is in memory: to look at it costs nothing.</summary>
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var view = ClusterView.Empty;
        for (var passes = 0; ; await Task.Delay(passes > 0 ? BetweenPasses : BetweenLooks, clock, stoppingToken))
        {
            var former = view;
            view = ClusterView.Of(membership.CurrentSnapshot);
            if (view.LacksSomeOf(former)) passes = Passes;
            if (passes == 0) continue;
            var woken = await waker.Wake(view.ShareOf(self.SiloAddress), stoppingToken);
            if (passes-- == Passes) log.LogInformation("A silo left the {Silos} that are here; {Sessions} sessions on this one's lists are told to go on", view.Active.Length, woken);
        }
    }
}
