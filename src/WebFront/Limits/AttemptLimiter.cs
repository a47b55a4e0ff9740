namespace MindBot.WebFront.Limits;

/// <summary>
/// Allows so many attempts per key and window. An attempt is counted before it is made, so that many at once cannot slip through, and
/// given back when it turns out to be none that should count. Memory is bounded: beyond the capacity the oldest windows are forgotten.
/// </summary>
internal sealed class AttemptLimiter(int limit, TimeSpan window, TimeProvider time, int capacity = 100_000)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Window> windows = [];

    /// <summary>All windows are equally long, so the order of their beginnings is that of their ends.</summary>
    private readonly Queue<Window> byEnd = new();

    /// <summary>Counts an attempt. Null: go on. Otherwise it may be made after that time.</summary>
    public TimeSpan? TryTake(string key)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            ForgetUntil(now);
            if (!windows.TryGetValue(key, out var current))
            {
                if (windows.Count >= capacity) Forget(byEnd.Dequeue());
                current = new Window(key, now + window);
                windows.Add(key, current);
                byEnd.Enqueue(current);
            }
            if (current.Count >= limit) return current.End - now;

            current.Count++;
            return null;
        }
    }

    /// <summary>The attempt was no failure.</summary>
    public void GiveBack(string key)
    {
        lock (gate)
            if (windows.TryGetValue(key, out var current) && current.Count > 0)
                current.Count--;
    }

    /// <summary>All attempts so far count no more.</summary>
    public void Lift(string key)
    {
        lock (gate)
            if (windows.TryGetValue(key, out var current))
                current.Count = 0;
    }

    private void ForgetUntil(DateTimeOffset now)
    {
        while (byEnd.TryPeek(out var oldest) && oldest.End <= now) Forget(byEnd.Dequeue());
    }

    private void Forget(Window old) => windows.Remove(old.Key);

    private sealed class Window(string key, DateTimeOffset end)
    {
        public string Key { get; } = key;
        public DateTimeOffset End { get; } = end;
        public int Count { get; set; }
    }
}
