namespace MindBot.Simulators.Stripe.State;

/// <summary>The objects to which something happens by itself, by when.</summary>
internal sealed class DueList
{
    private readonly SortedSet<(long At, string Id)> byTime = new(Comparer<(long At, string Id)>.Create((a, b) =>
        a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.Id, b.Id)));

    private readonly Dictionary<string, long> byId = [];

    public (long At, string Id)? First => byTime.Count > 0 ? byTime.Min : null;

    public void Set(string id, long? at)
    {
        if (byId.Remove(id, out var before)) byTime.Remove((before, id));
        if (at is not { } due) return;
        byId.Add(id, due);
        byTime.Add((due, id));
    }
}
