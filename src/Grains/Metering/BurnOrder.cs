using System.Collections.Immutable;

namespace MindBot.Grains.Metering;

/// <summary>Which card pays first: the one that expires first, then the one activated first, then by id.</summary>
public sealed class BurnOrder : IComparer<Card>
{
    public static readonly BurnOrder Instance = new();

    public int Compare(Card? x, Card? y)
    {
        var byExpiry = x!.ExpiresAt.CompareTo(y!.ExpiresAt);
        if (byExpiry != 0) return byExpiry;
        var byActivation = x.ActivatedAt.CompareTo(y.ActivatedAt);
        return byActivation != 0 ? byActivation : string.CompareOrdinal(x.Id, y.Id);
    }

    public static ImmutableArray<Card> Sorted(IEnumerable<Card> cards) => [.. cards.Order(Instance)];
}
