using MindBot.Gateways.Stripe;
using MindBot.Grains.Payments;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Payments;

/// <summary>
/// Handles events so that none holds up the others: one that fails for a reason of its own is noted durably, tried again a few times, and then set
/// aside. An outage, ours or Stripe's, is no try: it is thrown on, and everything waits.
/// </summary>
internal sealed class PaymentEventTries(
    PaymentEvents events, IPaymentGateway gateway, IGrainFactory grains, PaymentMetrics metrics, ILogger<PaymentEventTries> log)
{
    private const string Provider = "stripe";

    private IFailedEventsGrain Failed => grains.GetGrain<IFailedEventsGrain>(Provider);

    public async Task<IReadOnlyList<FailedEvent>> Known() => await Failed.Read();

    /// <returns>Null when it is handled.</returns>
    public async Task<FailedEvent?> Try(StripeEvent happened, CancellationToken cancellation)
    {
        try
        {
            await events.Handle(happened, cancellation);
            return null;
        }
        catch (Exception failure) when (IsItsOwn(failure))
        {
            return await Note(happened.Id, happened.Type, happened.Created, failure);
        }
    }

    /// <summary>Asks Stripe for the event again: what is wrong with it may have been put right there, or here.</summary>
    /// <returns>Null when it is handled.</returns>
    public async Task<FailedEvent?> TryAgain(FailedEvent failed, CancellationToken cancellation)
    {
        try
        {
            var happened = await gateway.RetrieveEvent(failed.EventId, cancellation)
                ?? throw new PaymentGatewayException("Stripe does not have this event any more: it keeps them for 30 days.");
            await events.Handle(happened, cancellation);
        }
        catch (Exception failure) when (IsItsOwn(failure))
        {
            return await Note(failed.EventId, failed.Type, failed.CreatedAt, failure);
        }

        await Failed.Remove(failed.EventId);
        return null;
    }

    /// <summary>A key that Stripe does not accept, or not for this, says nothing about the event.</summary>
    private static bool IsItsOwn(Exception failure) => !ProblemExceptionHandler.IsOutage(failure)
        && failure is not (PaymentGatewayUnavailable or OperationCanceledException or PaymentGatewayException { StatusCode: 401 or 403 or 429 });

    private async Task<FailedEvent> Note(string id, string type, DateTimeOffset created, Exception failure)
    {
        metrics.Failed();
        var failed = await Failed.Failed(id, type, created, failure.Message)
            ?? throw new InvalidOperationException("So many of Stripe's events failed that no more are taken until operators have seen to them.", failure);
        if (failed.Tries == IFailedEventsGrain.MostTries)
        {
            metrics.SetAside();
            log.LogError(failure, "Stripe's event {EventId} ({Type}) could not be handled in {Tries} tries and is set aside", id, type, failed.Tries);
        }
        else
        {
            log.LogWarning(failure, "Stripe's event {EventId} ({Type}) could not be handled in try {Tries}", id, type, failed.Tries);
        }

        return failed;
    }
}
