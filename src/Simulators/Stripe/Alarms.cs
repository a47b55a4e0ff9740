namespace MindBot.Simulators.Stripe;

/// <summary>Timers that go off once, under the account's lock. Holding on to them keeps them alive.</summary>
internal sealed class Alarms(Lock gate, TimeProvider time) : IDisposable
{
    private readonly HashSet<ITimer> waiting = [];
    private bool isDisposed;

    /// <summary>Call it under the lock.</summary>
    /// <returns>Disposing it calls the alarm off.</returns>
    public IDisposable Set(TimeSpan due, Action action)
    {
        ITimer? timer = null;
        timer = time.CreateTimer(_ =>
        {
            lock (gate)
            {
                if (isDisposed || !waiting.Remove(timer!)) return;
                timer!.Dispose();
                action();
            }
        }, null, due > TimeSpan.Zero ? due : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        waiting.Add(timer);
        return new CallOff(this, timer);
    }

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            foreach (var timer in waiting) timer.Dispose();
            waiting.Clear();
        }
    }

    private sealed class CallOff(Alarms alarms, ITimer timer) : IDisposable
    {
        public void Dispose()
        {
            if (alarms.waiting.Remove(timer)) timer.Dispose();
        }
    }
}
