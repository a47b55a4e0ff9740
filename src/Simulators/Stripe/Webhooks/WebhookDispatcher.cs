using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using MindBot.Simulators.Stripe.Events;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Webhooks;

/// <summary>
/// Delivers events one after the other: new ones at once and in order, refused ones again later, so that one that its receiver
/// cannot take does not hold up the others. An attempt never begins inside the call that caused the event.
/// </summary>
internal sealed class WebhookDispatcher(
    StripeStore store, StripeSimulatorOptions options, StripeFaults faults, IStripeWebhookSender sender, Alarms alarms, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1), LongestDelay = TimeSpan.FromSeconds(30), MaxOvertakingTime = TimeSpan.FromSeconds(5);

    private readonly Queue<QueuedEvent> ready = new();
    private readonly Queue<string> heldBack = new();
    private bool isBusy;

    /// <summary>Call it under the account's lock.</summary>
    public void Add(string eventId)
    {
        switch (faults.TakeForWebhook())
        {
            case { Kind: WebhookFaultKind.Lose }:
                Settle(eventId, EventDelivery.GivenUp);
                return;
            case { Kind: WebhookFaultKind.Delay } fault:
                alarms.Set(fault.By, () => Enqueue(new(eventId, 1)));
                return;
            case { Kind: WebhookFaultKind.Reorder }:
                ReleaseHeldBackAfter(() => heldBack.Enqueue(eventId));
                alarms.Set(MaxOvertakingTime, ReleaseHeldBack);
                return;
            case { Kind: WebhookFaultKind.Duplicate }:
                ReleaseHeldBackAfter(() => Enqueue(new(eventId, 1)));
                Enqueue(new(eventId, 1, IsRepetition: true));
                return;
            default:
                ReleaseHeldBackAfter(() => Enqueue(new(eventId, 1)));
                return;
        }
    }

    private void ReleaseHeldBackAfter(Action overtaking)
    {
        var overtaken = heldBack.Count;
        overtaking();
        for (; overtaken > 0; overtaken--) Enqueue(new(heldBack.Dequeue(), 1));
    }

    private void ReleaseHeldBack() => ReleaseHeldBackAfter(() => { });

    private void Enqueue(QueuedEvent queued)
    {
        ready.Enqueue(queued);
        if (ready.Count > 2L * options.MaxObjects) ready.Dequeue();
        if (!isBusy) ScheduleNext();
    }

    private void ScheduleNext()
    {
        isBusy = true;
        alarms.Set(TimeSpan.Zero, SendNext);
    }

    /// <summary>The sender may call back at once; the lock is entered again then.</summary>
    private void SendNext()
    {
        while (ready.TryDequeue(out var queued))
        {
            if (store.Events.Get(queued.Id) is not { } happened) continue;
            var body = Encoding.UTF8.GetBytes(EventWire.Of(happened).ToJsonString());
            var signature = WebhookSignature.Header(body, options.WebhookSecret, time.GetUtcNow());
            sender.Send(new StripeDelivery(happened.Id, happened.Type, body, signature, queued.Attempt), status => Done(queued, happened.Type, status));
            return;
        }
        isBusy = false;
    }

    private void Done(QueuedEvent sent, string type, HttpStatusCode? status)
    {
        lock (store.Gate)
        {
            if (store.IsClosed) return;
            if (!sent.IsRepetition) Settle(sent, type, isTaken: status is { } answer && (int)answer is >= 200 and < 300);
            if (ready.Count > 0) ScheduleNext();
            else isBusy = false;
        }
    }

    private void Settle(QueuedEvent sent, string type, bool isTaken)
    {
        if (isTaken)
        {
            Settle(sent.Id, EventDelivery.Delivered);
        }
        else if (sent.Attempt < options.MaxWebhookAttempts)
        {
            var delay = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, sent.Attempt - 1), LongestDelay.TotalSeconds);
            alarms.Set(TimeSpan.FromSeconds(delay), () => Enqueue(sent with { Attempt = sent.Attempt + 1 }));
        }
        else
        {
            Settle(sent.Id, EventDelivery.GivenUp);
            log.LogWarning("Stripe simulator: gave up delivering {EventType} {EventId} after {Attempts} attempts", type, sent.Id, sent.Attempt);
        }
    }

    private void Settle(string eventId, EventDelivery delivery)
    {
        if (store.Events.Get(eventId) is { } happened) store.Commit(new StripeChange { Events = [happened with { Delivery = delivery }] });
    }
}
