namespace MindBot.Bench;

/// <summary>Values from many threads, and where they lie.</summary>
internal sealed class Percentiles
{
    private readonly Lock gate = new();
    private readonly List<double> values = [];

    public int Count
    {
        get
        {
            lock (gate) return values.Count;
        }
    }

    public void Add(double value)
    {
        lock (gate) values.Add(value);
    }

    /// <summary>At most 5,000 of the values, evenly taken, in order.</summary>
    public double[] Sample()
    {
        const int Most = 5_000;
        lock (gate)
        {
            values.Sort();
            return values.Count <= Most ? [.. values] : [.. Enumerable.Range(0, Most).Select(i => values[(int)((long)i * values.Count / Most)])];
        }
    }

    public void Clear()
    {
        lock (gate) values.Clear();
    }

    /// <summary>NaN when nothing was measured.</summary>
    public double At(double share)
    {
        lock (gate)
        {
            if (values.Count == 0) return double.NaN;
            values.Sort();
            return values[Math.Min(values.Count - 1, (int)(values.Count * share))];
        }
    }
}
