using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.TimeCards;

/// <inheritdoc cref="IGiftListGrain"/>
public sealed class GiftListGrain(
    [PersistentState("giftList", GrainStorageName.Default)] IPersistentState<GiftListState> state) : Grain, IGiftListGrain
{
    private ImmutableArray<ListedGift> Gifts => state.State.Gifts;

    public async Task Add(string cardId)
    {
        DeactivateOnIdle();
        if (Gifts.Any(gift => gift.CardId == cardId)) return;
        var number = Gifts.IsEmpty ? 1 : Gifts[^1].Number + 1;
        var all = Gifts.Add(new ListedGift(number, cardId));
        await state.Store(new GiftListState { Gifts = all.Length <= IGiftListGrain.Kept ? all : all[^IGiftListGrain.Kept..] });
    }

    public Task<ImmutableArray<ListedGift>> Read(int limit, long? before)
    {
        DeactivateOnIdle();
        return Task.FromResult<ImmutableArray<ListedGift>>([.. Gifts.Reverse().Where(gift => gift.Number < (before ?? long.MaxValue)).Take(limit)]);
    }
}

[GenerateSerializer, Alias("mindbot.GiftListState")]
public sealed record GiftListState
{
    /// <summary>Oldest first.</summary>
    [Id(0)] public ImmutableArray<ListedGift> Gifts { get; init; } = [];
}
