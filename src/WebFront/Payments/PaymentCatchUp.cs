using MindBot.Gateways.Stripe;
using MindBot.Grains.Payments;
using MindBot.WebFront.Hosting;

namespace MindBot.WebFront.Payments;

/// <summary>
/// At the start and every hour asks Stripe for the events since the last ones handled: webhooks may not have arrived for days, and a restored backup
/// has forgotten what it was told. One that cannot be handled does not keep the others waiting.
/// </summary>
internal sealed class PaymentCatchUp(
    IPaymentGateway gateway, PaymentEventTries events, IGrainFactory grains, TimeProvider time,
    [FromKeyedServices(WallClock.Key)] TimeProvider wall, ILogger<PaymentCatchUp> log) : BackgroundService
{
    private const string Provider = "stripe";
    private static readonly TimeSpan Period = TimeSpan.FromHours(1), FirstDelay = TimeSpan.FromSeconds(2);

    /// <summary>Stripe makes events listable a moment after they happened, and not in order.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var wait = FirstDelay; await Waited(wait, stoppingToken); wait = Period) await TryRun(stoppingToken);
    }

    /// <returns>How many events Stripe listed.</returns>
    public async Task<int> Run(CancellationToken cancellation)
    {
        var failed = await events.Known();
        foreach (var former in failed)
            if (!former.IsSetAside) await events.TryAgain(former, cancellation);

        var cursor = grains.GetGrain<IPaymentCursorGrain>(Provider);
        var from = await cursor.Read() - Overlap;
        var asked = wall.GetUtcNow();
        var (count, after) = (0, (string?)null);
        while (true)
        {
            var page = await gateway.ListEvents(PaymentEvents.Types, from, after, cancellation);
            foreach (var happened in page.Events)
                if (!failed.Any(former => former.EventId == happened.Id)) await events.Try(happened, cancellation);
            count += page.Events.Count;
            if (!page.HasMore || page.Events.Count == 0) break;
            after = page.Events[^1].Id;
            await cursor.Advance(page.Events[^1].Created);
        }

        await cursor.Advance(asked);
        return count;
    }

    /// <returns>False: the server stops, which is no failure.</returns>
    private async Task<bool> Waited(TimeSpan wait, CancellationToken stopping)
    {
        await Task.Delay(wait, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !stopping.IsCancellationRequested;
    }

    private async Task TryRun(CancellationToken stopping)
    {
        try
        {
            var listed = await Run(stopping);
            if (listed > 0) log.LogInformation("Caught up with {Events} events of Stripe's", listed);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // Whatever it is: what escapes from here would stop the whole server.
            log.LogError(failure, "Stripe's events could not be caught up with; trying again in an hour");
        }
    }
}
