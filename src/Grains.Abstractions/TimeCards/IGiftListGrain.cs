using System.Collections.Immutable;

namespace MindBot.Grains.TimeCards;

/// <summary>The gifts that a user has paid for; key: the buyer's id. Only the cards know what has become of them.</summary>
[Alias("mindbot.IGiftListGrain")]
public interface IGiftListGrain : IGrainWithStringKey
{
    /// <summary>So many, the newest, are kept.</summary>
    const int Kept = 500;

    /// <summary>Adds a card, durably; a repeat changes nothing.</summary>
    [Alias("Add")]
    Task Add(string cardId);

    /// <summary>Gifts older than number <paramref name="before"/> (null: from the newest), newest first.</summary>
    [Alias("Read")]
    Task<ImmutableArray<ListedGift>> Read(int limit, long? before);
}

/// <param name="Number">1, 2, 3 … in the order of the payments.</param>
[GenerateSerializer, Immutable, Alias("mindbot.ListedGift")]
public sealed record ListedGift([property: Id(0)] long Number, [property: Id(1)] string CardId);
