using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MindBot.Grains.Auditing;
using Orleans;
using Orleans.Runtime;

namespace MindBot.Silo.Auditing;

/// <summary>
/// Audits all wallets, round after round, share after share, and rests so long in between that it takes no more than its part of a core. The auditors of
/// several silos share each round.
/// </summary>
internal sealed class AuditService(
    WalletAuditor auditor, IGrainFactory grains, IOptions<AuditOptions> options, TimeProvider clock, ILogger<AuditService> log) : BackgroundService
{
    /// <summary>Wallets at a time: few enough for a snapshot of some ten milliseconds.</summary>
    private const int ShareSize = 64;

    /// <summary>Between rounds, so that one over few wallets does not spin.</summary>
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Backoff = TimeSpan.FromSeconds(15);

    private IAuditGrain Rounds => grains.GetGrain<IAuditGrain>(IAuditGrain.Key);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.SharePercent == 0) return;
        while (true) await Task.Delay(await NextRest(), clock, stoppingToken);
    }

    /// <summary>So long a rest that <paramref name="worked"/> is no more than its part of both.</summary>
    internal static TimeSpan RestAfter(TimeSpan worked, double sharePercent) => worked * (100 / sharePercent - 1);

    private async Task<TimeSpan> NextRest()
    {
        try
        {
            var began = Stopwatch.GetTimestamp();
            return await AuditShare() ? RestAfter(Stopwatch.GetElapsedTime(began), options.Value.SharePercent) : Break;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            log.LogWarning(failure, "Wallets could not be audited; trying again in {Seconds} s", Backoff.TotalSeconds);
            return Backoff;
        }
        catch (Exception failure)
        {
            // Whatever it is: what escapes from here would stop the whole server.
            log.LogError(failure, "The auditor failed; trying again in {Seconds} s", Backoff.TotalSeconds);
            return Backoff;
        }
    }

    /// <returns>False: the round is over.</returns>
    private async Task<bool> AuditShare()
    {
        var after = await Rounds.Position();
        var users = auditor.Users(after, ShareSize);
        var last = users is [.., var final] ? final : null;
        if (!await Rounds.Take(after, last, users.Count)) return true;
        if (last is null) return false;
        var audited = auditor.Audit(users);
        AuditMeters.Audited(audited.Count);
        var now = clock.GetUtcNow();
        await Rounds.Audited(after, last, [.. audited.Where(one => !one.Result.IsClean).Select(one => one.ToFindings(now))]);
        return true;
    }
}
