using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;

namespace MindBot.Grains.Tests.TimeCards;

/// <summary>What buyers find of the gifts that they have paid for.</summary>
public class GiftTests
{
    [Fact]
    public async Task Gifts_that_were_paid_are_listed_newest_first_and_nothing_else()
    {
        await using var backend = await Backend.StartAsync();
        for (var i = 1; i <= 3; i++)
        {
            await backend.Buy(card: $"tcrd_{i}", gift: true);
            await backend.Buy(card: $"tcrd_{i}", gift: true);
        }

        await backend.Buy(card: "tcrd_own");
        backend.Payments.Outcome = ScriptedPayments.Declined;
        await backend.Buy(card: "tcrd_declined", gift: true);

        Assert.Equal(["tcrd_3", "tcrd_2", "tcrd_1"], await Listed(backend, 10));
        Assert.Equal(["tcrd_3", "tcrd_2"], await Listed(backend, 2));
        Assert.Equal(["tcrd_1"], await Listed(backend, 2, before: 2));
        Assert.Null(await backend.Card("tcrd_own").FindGift());
        Assert.Null(await backend.Card("tcrd_declined").FindGift());
        Assert.Null(await backend.Card("tcrd_nobody").FindGift());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_in_any_write_leaves_a_paid_gift_listed_once(bool afterWrite)
    {
        for (var write = 1; ; write++)
        {
            await using var backend = await Backend.StartAsync();
            backend.CrashAtWrite(write, afterWrite);
            await Callers.Answered(backend.Buy(gift: true));
            await backend.IdleAsync();
            if (!backend.IsDown) return;

            await backend.StartAgainAsync();
            if (backend.Payments.Intents.Count == 0) continue;
            await backend.Card("tcrd_1").PaymentSucceeded(Shop.Notice());
            Assert.Equal(["tcrd_1"], await Listed(backend, 10));
            Assert.Equal("paid", (await backend.Card("tcrd_1").FindGift())!.Status);
        }
    }

    [Fact]
    public async Task A_gift_shows_its_code_and_what_became_of_it_but_not_what_is_left_of_it()
    {
        await using var backend = await Backend.StartAsync();
        var code = (await backend.Buy(gift: true)).Card!.Code!;
        Assert.Equal((code, "paid", null), await Shown(backend));
        var redeemed = (await backend.Redeem("friend", code)).Card!.ActivatedAt;
        Assert.Equal((code, "redeemed", redeemed), await Shown(backend));

        await backend.Card("tcrd_1").Disputed(new DisputeNotice("dp_1", 4499, DisputeOutcome.Open));
        Assert.Equal((code, "disputed", redeemed), await Shown(backend));
        await backend.Card("tcrd_1").Disputed(new DisputeNotice("dp_1", 4499, DisputeOutcome.Lost));
        Assert.Equal((code, "refunded", redeemed), await Shown(backend));
    }

    [Fact]
    public async Task The_newest_gifts_stay_when_there_are_too_many()
    {
        await using var backend = await Backend.StartAsync();
        var list = backend.Grain<IGiftListGrain>("buyer");
        for (var i = 1; i <= IGiftListGrain.Kept + 2; i++) await list.Add($"tcrd_{i}");
        var all = await list.Read(1000, null);
        Assert.Equal((IGiftListGrain.Kept, "tcrd_502", "tcrd_3"), (all.Length, all[0].CardId, all[^1].CardId));
    }

    private static async Task<IEnumerable<string>> Listed(Backend backend, int limit, long? before = null) =>
        (await backend.Grain<IGiftListGrain>("buyer").Read(limit, before)).Select(gift => gift.CardId);

    private static async Task<(string Code, string Status, DateTimeOffset? RedeemedAt)> Shown(Backend backend)
    {
        var gift = (await backend.Card("tcrd_1").FindGift())!;
        return (gift.Code, gift.Status, gift.RedeemedAt);
    }
}
