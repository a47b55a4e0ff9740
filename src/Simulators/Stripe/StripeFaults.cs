using System.Collections.Concurrent;

namespace MindBot.Simulators.Stripe;

/// <summary>Makes the next calls or webhooks go wrong, in the order the faults were ordered. For tests.</summary>
public sealed class StripeFaults
{
    private readonly ConcurrentQueue<CallFault> calls = new();
    private readonly ConcurrentQueue<WebhookFault> webhooks = new();

    /// <summary>How many ordered faults of calls have not happened yet.</summary>
    public int CallsLeft => calls.Count;

    /// <summary>How many ordered faults of webhooks have not happened yet.</summary>
    public int WebhooksLeft => webhooks.Count;

    /// <summary>Out of order before anything begins: nothing is done and nothing remembered, so a retry can succeed.</summary>
    public void FailBefore(int calls, int status = 503) => Order(this.calls, calls, new(CallFaultKind.FailBefore, status));

    /// <summary>A 500 in the middle: nothing is done, but the answer is remembered under the idempotency key, as Stripe does.</summary>
    public void FailDuring(int calls) => Order(this.calls, calls, new(CallFaultKind.FailDuring, 500));

    /// <summary>The call is carried out, but the connection breaks before the answer.</summary>
    public void LoseAnswers(int calls) => Order(this.calls, calls, new(CallFaultKind.LoseAnswer, 0));

    /// <summary>The call is not carried out and gets no answer for as long as the caller waits.</summary>
    public void Hang(int calls) => Order(this.calls, calls, new(CallFaultKind.Hang, 0));

    /// <summary>The next events are given up without having been sent.</summary>
    public void LoseWebhooks(int events) => Order(webhooks, events, new(WebhookFaultKind.Lose, default));

    /// <summary>The next events are sent twice.</summary>
    public void DuplicateWebhooks(int events) => Order(webhooks, events, new(WebhookFaultKind.Duplicate, default));

    /// <summary>The next events are sent that much later; others overtake them.</summary>
    public void DelayWebhooks(int events, TimeSpan by) => Order(webhooks, events, new(WebhookFaultKind.Delay, by));

    /// <summary>The next events are each overtaken by the one after it; after 5 s without one they are sent all the same.</summary>
    public void ReorderWebhooks(int events) => Order(webhooks, events, new(WebhookFaultKind.Reorder, default));

    /// <summary>Everything goes well again.</summary>
    public void Clear()
    {
        calls.Clear();
        webhooks.Clear();
    }

    internal CallFault? TakeForCall() => calls.TryDequeue(out var fault) ? fault : null;

    internal WebhookFault? TakeForWebhook() => webhooks.TryDequeue(out var fault) ? fault : null;

    private static void Order<T>(ConcurrentQueue<T> queue, int count, T fault)
    {
        for (var i = 0; i < count; i++) queue.Enqueue(fault);
    }
}

internal enum CallFaultKind { FailBefore, FailDuring, LoseAnswer, Hang }

internal sealed record CallFault(CallFaultKind Kind, int Status);

internal enum WebhookFaultKind { Lose, Duplicate, Delay, Reorder }

internal sealed record WebhookFault(WebhookFaultKind Kind, TimeSpan By);
