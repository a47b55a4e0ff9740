using System.Net;

namespace MindBot.Simulators.LiveKit.Webhooks;

/// <summary>
/// Delivers events as LiveKit does: a queue in memory for each room, one event at a time, 5 attempts with 1, 2, 4 and 8 s between, none
/// for what has waited longer than 30 s. Everything happens in timers of the clock, also what is due at once: an attempt never begins
/// inside the call that caused the event.
/// </summary>
internal sealed class WebhookDispatcher(LiveKitSimulatorOptions options, LiveKitFaults faults, ILiveKitWebhookSender sender, TimeProvider time)
{
    private const int MaxAttempts = 5, MaxWaiting = 200, MaxDelayed = 10_000;
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30), MaxOvertakingTime = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, RoomQueue> queues = [];
    private readonly HashSet<ITimer> delayed = [];

    public void Add(WebhookEvent happened)
    {
        lock (gate)
        {
            // What overtakes is not itself subject to faults, or a pair of faults would undo each other.
            var isOvertaking = queues.GetValueOrDefault(happened.Room)?.Overtaken is not null;
            switch (isOvertaking ? null : faults.TakeForEvent(happened.Type))
            {
                case { Kind: EventFaultKind.Lose }:
                    return;
                case { Kind: EventFaultKind.Delay } fault:
                    Delay(happened, fault.By);
                    return;
                case { Kind: EventFaultKind.Reorder }:
                    HoldBack(happened);
                    return;
                case { Kind: EventFaultKind.Duplicate }:
                    Enqueue(happened);
                    Enqueue(happened);
                    return;
                default:
                    Enqueue(happened);
                    return;
            }
        }
    }

    public void Forget()
    {
        lock (gate)
        {
            foreach (var queue in queues.Values) queue.Dispose();
            foreach (var timer in delayed) timer.Dispose();
            queues.Clear();
            delayed.Clear();
        }
    }

    private void Enqueue(WebhookEvent happened)
    {
        if (QueueOf(happened.Room) is not { } queue) return;
        Append(queue, happened);
        ReleaseOvertaken(queue);
    }

    private void Append(RoomQueue queue, WebhookEvent happened)
    {
        if (queue.Waiting.Count >= MaxWaiting) return;
        queue.Waiting.Enqueue(new QueuedWebhook(happened, time.GetUtcNow()));
        if (!queue.IsBusy) Schedule(queue, TimeSpan.Zero);
    }

    private void Delay(WebhookEvent happened, TimeSpan by)
    {
        if (delayed.Count >= MaxDelayed) return;
        ITimer? timer = null;
        timer = time.CreateTimer(_ =>
        {
            lock (gate)
                if (delayed.Remove(timer!)) Enqueue(happened);
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        delayed.Add(timer);
        timer.Change(by, Timeout.InfiniteTimeSpan);
    }

    private void HoldBack(WebhookEvent happened)
    {
        if (QueueOf(happened.Room) is not { } queue) return;
        queue.Overtaken = happened;
        queue.UntilNotOvertaken = time.CreateTimer(_ =>
        {
            lock (gate)
                if (IsCurrent(queue) && queue.Overtaken == happened) ReleaseOvertaken(queue);
        }, null, MaxOvertakingTime, Timeout.InfiniteTimeSpan);
    }

    private void ReleaseOvertaken(RoomQueue queue)
    {
        if (queue.Overtaken is not { } overtaken) return;
        queue.Overtaken = null;
        queue.UntilNotOvertaken?.Dispose();
        Append(queue, overtaken);
    }

    private void Schedule(RoomQueue queue, TimeSpan due)
    {
        queue.IsBusy = true;
        queue.NextAttempt?.Dispose();
        queue.NextAttempt = time.CreateTimer(_ => Attempt(queue), null, due, Timeout.InfiniteTimeSpan);
    }

    private void Attempt(RoomQueue queue)
    {
        QueuedWebhook? next;
        LiveKitDelivery delivery;
        lock (gate)
        {
            if (!IsCurrent(queue)) return;
            DropTooOld(queue);
            if (!queue.Waiting.TryPeek(out next))
            {
                Rest(queue);
                return;
            }

            var happened = next.Event;
            next.Attempts++;
            next.Authorization ??= WebhookSignature.Of(happened.Body, options.ApiKey, options.ApiSecret, time.GetUtcNow());
            delivery = new LiveKitDelivery(happened.Id, happened.Type, happened.Room, happened.Body, next.Authorization, next.Attempts);
        }
        sender.Send(delivery, status => Done(queue, next, delivery.Attempt, status));
    }

    private void Done(RoomQueue queue, QueuedWebhook sent, int attempt, HttpStatusCode? status)
    {
        lock (gate)
        {
            if (!IsCurrent(queue) || !queue.Waiting.TryPeek(out var first) || first != sent || sent.Attempts != attempt) return;
            if (IsWorthAnotherAttempt(status) && attempt < MaxAttempts)
            {
                Schedule(queue, TimeSpan.FromSeconds(1 << (attempt - 1)));
                return;
            }
            queue.Waiting.Dequeue();
            if (queue.Waiting.Count > 0) Schedule(queue, TimeSpan.Zero);
            else Rest(queue);
        }
    }

    /// <summary>Age counts until the first attempt; what has begun goes through all of its attempts.</summary>
    private void DropTooOld(RoomQueue queue)
    {
        while (queue.Waiting.TryPeek(out var first) && first.Attempts == 0 && time.GetUtcNow() - first.QueuedAt > MaxAge) queue.Waiting.Dequeue();
    }

    private static bool IsWorthAnotherAttempt(HttpStatusCode? status) =>
        status is null or HttpStatusCode.TooManyRequests || ((int)status >= 500 && status != HttpStatusCode.NotImplemented);

    private void Rest(RoomQueue queue)
    {
        queue.IsBusy = false;
        if (queue.IsIdle) queues.Remove(queue.Room);
    }

    /// <summary>Whether the server has not forgotten the queue since.</summary>
    private bool IsCurrent(RoomQueue queue) => queues.GetValueOrDefault(queue.Room) == queue;

    /// <returns>Null when there are too many: of rooms that are gone, while their receiver fails.</returns>
    private RoomQueue? QueueOf(string room)
    {
        if (queues.TryGetValue(room, out var queue)) return queue;
        if (queues.Count >= 2L * options.MaxRooms) return null;
        queues.Add(room, queue = new RoomQueue(room));
        return queue;
    }
}
