namespace MindBot.WebFront.Limits;

/// <summary>
/// Lets whoever fails again and again wait longer and longer: some failures are free, after that the wait begins with half a minute and doubles up to an
/// hour. An attempt is counted before it is made, so that many at once cannot slip through. Failures are forgotten after a day without any, and beyond the
/// capacity the longest unused first.
/// </summary>
internal sealed class Lockout(int free, TimeProvider time, int capacity = 100_000)
{
    private const int MostDoublings = 7;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30), Longest = TimeSpan.FromHours(1), Memory = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Failures>> known = new(StringComparer.Ordinal);

    /// <summary>The longest unused first.</summary>
    private readonly LinkedList<Failures> byAge = new();

    /// <summary>Counts an attempt as failed. Null: go on. Otherwise it may be made after that time.</summary>
    public TimeSpan? TryTake(string key)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (byAge.First is { } oldest && oldest.Value.LastAt + Memory <= now) Remove(oldest);
            var node = known.GetValueOrDefault(key) ?? Add(key);
            var failures = node.Value;
            if (failures.LastAt + WaitAfter(failures.Count) > now) return failures.LastAt + WaitAfter(failures.Count) - now;

            (failures.Count, failures.LastAt) = (failures.Count + 1, now);
            byAge.Remove(node);
            byAge.AddLast(node);
            return null;
        }
    }

    /// <summary>The attempt was none.</summary>
    public void GiveBack(string key)
    {
        lock (gate)
            if (known.TryGetValue(key, out var node) && --node.Value.Count == 0)
                Remove(node);
    }

    /// <summary>Who the key belongs to has proven it: all failures are forgotten.</summary>
    public void Lift(string key)
    {
        lock (gate)
            if (known.TryGetValue(key, out var node))
                Remove(node);
    }

    private TimeSpan WaitAfter(int failures)
    {
        if (failures < free) return TimeSpan.Zero;
        var doubled = First * (1 << Math.Min(failures - free, MostDoublings));
        return doubled < Longest ? doubled : Longest;
    }

    private LinkedListNode<Failures> Add(string key)
    {
        if (known.Count >= capacity) Remove(byAge.First!);
        var node = byAge.AddLast(new Failures(key));
        known.Add(key, node);
        return node;
    }

    private void Remove(LinkedListNode<Failures> node)
    {
        byAge.Remove(node);
        known.Remove(node.Value.Key);
    }

    private sealed class Failures(string key)
    {
        public string Key { get; } = key;
        public int Count { get; set; }
        public DateTimeOffset LastAt { get; set; }
    }
}
