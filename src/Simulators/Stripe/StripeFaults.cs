using System.Collections.Concurrent;

namespace MindBot.Simulators.Stripe;

/// <summary>Makes the next calls or webhooks go wrong, in the order the faults were ordered. For tests.</summary>
public sealed class StripeFaults
{
    private readonly ConcurrentQueue<CallFault> ordered = new();
    private int webhooksToLose, webhooksToDuplicate;

    /// <summary>How many ordered faults of calls have not happened yet.</summary>
    public int CallsLeft => ordered.Count;

    /// <summary>Out of order before anything begins: nothing is done and nothing remembered, so a retry can succeed.</summary>
    public void FailBefore(int calls, int status = 503) => Order(calls, new(CallFaultKind.FailBefore, status));

    /// <summary>A 500 in the middle: nothing is done, but the answer is remembered under the idempotency key, as Stripe does.</summary>
    public void FailDuring(int calls) => Order(calls, new(CallFaultKind.FailDuring, 500));

    /// <summary>The call is carried out, but the connection breaks before the answer.</summary>
    public void LoseAnswers(int calls) => Order(calls, new(CallFaultKind.LoseAnswer, 0));

    /// <summary>The call is not carried out and gets no answer for as long as the caller waits.</summary>
    public void Hang(int calls) => Order(calls, new(CallFaultKind.Hang, 0));

    /// <summary>The next events are given up without having been sent.</summary>
    public void LoseWebhooks(int events) => Interlocked.Add(ref webhooksToLose, events);

    /// <summary>The next deliveries are sent twice.</summary>
    public void DuplicateWebhooks(int events) => Interlocked.Add(ref webhooksToDuplicate, events);

    internal CallFault? TakeForCall() => ordered.TryDequeue(out var fault) ? fault : null;

    internal bool TakeWebhookLoss() => TakeOne(ref webhooksToLose);

    internal bool TakeWebhookDuplicate() => TakeOne(ref webhooksToDuplicate);

    private void Order(int count, CallFault fault)
    {
        for (var i = 0; i < count; i++) ordered.Enqueue(fault);
    }

    private static bool TakeOne(ref int counter)
    {
        while (Volatile.Read(ref counter) is > 0 and var left)
            if (Interlocked.CompareExchange(ref counter, left - 1, left) == left) return true;
        return false;
    }
}

internal enum CallFaultKind { FailBefore, FailDuring, LoseAnswer, Hang }

internal sealed record CallFault(CallFaultKind Kind, int Status);
