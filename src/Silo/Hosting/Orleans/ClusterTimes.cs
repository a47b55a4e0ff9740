using System.ComponentModel.DataAnnotations;
using Orleans.Configuration;

namespace MindBot.Silo.Hosting;

/// <summary>
/// How soon the silos and fronts of a cluster notice what happens to a silo; settings <c>Cluster:…</c>, the same for all of them. While nobody has noticed
/// that a silo is gone, nobody meters its sessions: nobody is charged, and nobody is stopped at zero. That time is at the house's expense, so it is
/// measured in seconds here, where Orleans' own defaults mean half a minute. To be wrong is cheap: a silo that is taken for dead ends itself, and each of its
/// sessions loses at most a checkpoint interval.
/// </summary>
internal sealed class ClusterTimes
{
    /// <summary>
    /// How often silos probe each other, and how long they wait for the answer. One second is ten times the longest pause of the collector that was measured; a
    /// machine that stands still for longer than the probes that may be missed in a row is as good as dead to those who talk on it.
    /// </summary>
    [Range(1, 60)]
    public int ProbeSeconds { get; set; } = 1;

    /// <summary>Probes that are missed in a row before a silo is suspected. The last is made by way of a third silo.</summary>
    [Range(2, 10)]
    public int MissedProbes { get; set; } = 3;

    /// <summary>
    /// The longest that a call between grains, or of a front, may take. Longer than the longest wait for Stripe (10 s) and for room in the storage's queue
    /// (10 s); shorter than the 30 s that a proxy before the fronts must allow.
    /// </summary>
    [Range(11, 29)]
    public int ResponseSeconds { get; set; } = 20;

    public TimeSpan Probe => TimeSpan.FromSeconds(ProbeSeconds);

    public TimeSpan Response => TimeSpan.FromSeconds(ResponseSeconds);

    public void Apply(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = membership.MinProbeTimeout = Probe;
        // Orleans lets the timeout follow what it measures. Beyond twice the period it would only hide a silo that stands still; and for so many of them a
        // connection on which something came lately counts as a sign of life.
        membership.MaxProbeTimeout = 2 * Probe;
        membership.NumMissedProbesLimit = MissedProbes;

        // Two silos agree that a third is gone. When two of three die at once the last one is alone with its vote: it counts by itself once the others have
        // not written to the membership table for three times this long. A row a silo and interval is all that it costs.
        membership.NumVotesForDeathDeclaration = 2;
        membership.IAmAliveTablePublishTimeout = 3 * Probe;
        membership.NumMissedTableIAmAliveLimit = 3;

        // Votes of two hiccups that have nothing to do with each other must not add up to a death.
        membership.DeathVoteExpirationTimeout = 30 * Probe;

        // Changes are gossiped; whoever missed the word, as a silo that was paused has missed the word of its own death, reads it here.
        membership.TableRefreshTimeout = 5 * Probe;
    }

    /// <summary>
    /// By default a grain of a silo that died may not live elsewhere for half a minute, lest the silo only stood still and comes back. Here nobody
    /// has to wait for that: whatever comes back has an old epoch, and rows with old etags, and can settle nothing.
    /// </summary>
    public static void Apply(GrainDirectoryOptions directory) => directory.RangeLeaseDuration = TimeSpan.Zero;

    /// <summary>Fronts learn from the table which gateways there are.</summary>
    public void Apply(GatewayOptions gateways) => gateways.GatewayListRefreshPeriod = 5 * Probe;

    public void Apply(MessagingOptions messaging) => messaging.ResponseTimeout = Response;
}
