namespace MindBot.Simulators.Stripe.State;

/// <summary>Values by id in the order in which the ids came; when there are too many the oldest goes.</summary>
internal sealed class BoundedMap<T>(int limit) where T : class
{
    private readonly OrderedDictionary<string, T> values = [];

    public T? Get(string id) => values.GetValueOrDefault(id);

    public void Set(string id, T value)
    {
        values[id] = value;
        if (values.Count > limit) values.RemoveAt(0);
    }

    public IEnumerable<T> OldestFirst() => values.Values;

    public IEnumerable<T> NewestFirst()
    {
        for (var at = values.Count - 1; at >= 0; at--) yield return values.GetAt(at).Value;
    }
}
