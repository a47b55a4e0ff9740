using System.Threading.Channels;

namespace MindBot.Simulators.Stripe.Webhooks;

/// <summary>
/// Which event is to be sent next: new ones at once and in order, failed ones again later, so one that its receiver cannot take
/// does not hold up the others.
/// </summary>
internal sealed class WebhookSchedule(ChannelReader<string> arriving, TimeProvider time)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1), LongestDelay = TimeSpan.FromSeconds(30);

    private readonly PriorityQueue<(string EventId, int Attempt), DateTimeOffset> again = new();

    /// <summary>Waits until an event is due.</summary>
    /// <returns>The event and which attempt this is, from 1.</returns>
    public async Task<(string EventId, int Attempt)> Next(CancellationToken cancellation)
    {
        while (true)
        {
            if (again.TryPeek(out var retry, out var due) && due <= time.GetUtcNow())
            {
                again.Dequeue();
                return retry;
            }
            if (arriving.TryRead(out var arrived)) return (arrived, 1);
            await ArrivalOrRetry(again.Count == 0 ? Timeout.InfiniteTimeSpan : Until(due), cancellation);
        }
    }

    public void TryAgain(string eventId, int attempt)
    {
        var delay = TimeSpan.FromSeconds(Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, attempt - 1), LongestDelay.TotalSeconds));
        again.Enqueue((eventId, attempt + 1), time.GetUtcNow() + delay);
    }

    private TimeSpan Until(DateTimeOffset due) => due - time.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private async Task ArrivalOrRetry(TimeSpan untilRetry, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var arrival = arriving.WaitToReadAsync(either.Token).AsTask();
        var retry = Task.Delay(untilRetry, time, either.Token);
        await Task.WhenAny(arrival, retry);
        await either.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }
}
