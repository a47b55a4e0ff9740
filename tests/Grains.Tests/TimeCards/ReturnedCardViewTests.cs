using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.TimeCards;

/// <summary>What a card shows of money that went back.</summary>
public class ReturnedCardViewTests
{
    [Fact]
    public async Task A_gift_that_nobody_has_redeemed_shows_what_a_refund_in_part_leaves()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Buy(gift: true);
        var order = new RefundOrder("o", Shop.Package.PriceCents / 11, "operator", "asked for it");
        Assert.Equal(("paid", Shop.Worth / 11 * 10), Shown((await backend.Card("tcrd_1").Refund(order)).Card!));
        Assert.Equal(("refunded", 0L), Shown((await backend.Card("tcrd_1").Refund(order with { OrderId = "p", AmountCents = null })).Card!));
    }

    [Fact]
    public async Task A_card_that_was_frozen_shows_the_days_that_it_got_for_it()
    {
        await using var backend = await Backend.StartAsync();
        var expires = (await backend.Buy()).Card!.ExpiresAt;
        await backend.Card("tcrd_1").Disputed(new DisputeNotice("dp_1", 4499, DisputeOutcome.Open));
        await backend.AdvanceAsync(Hours(48));
        await backend.Card("tcrd_1").Disputed(new DisputeNotice("dp_1", 4499, DisputeOutcome.Won));
        Assert.Equal(expires + Hours(48), (await backend.Card("tcrd_1").Find())!.ExpiresAt);
    }

    [Fact]
    public async Task A_refund_in_part_during_a_dispute_is_one_write_of_the_wallet_so_the_card_is_never_thawed_in_between()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Buy();
        await backend.Card("tcrd_1").Disputed(new DisputeNotice("dp_1", 3499, DisputeOutcome.Open));
        await backend.IdleAsync();
        var before = Writes(backend);
        await backend.Card("tcrd_1").Refunded(new RefundNotice("re_1", 1000, IsGone: false));

        // One for the card, and one for what its buyer owes of it: nothing.
        Assert.Equal(2, Writes(backend) - before);
        var view = await backend.Wallet("buyer").GetView(signOfLife: false);
        Assert.Equal((0L, "disputed"), (view.AvailableMicros, Assert.Single(view.Cards.AsEnumerable()).Status));
        await Books.Balance(backend, "buyer");
    }

    private static int Writes(Backend backend) => backend.Storage.Writes.Count(state => state == "wallet");

    private static (string Status, long RemainingMicros) Shown(TimeCardView card) => (card.Status, card.RemainingMicros);
}
