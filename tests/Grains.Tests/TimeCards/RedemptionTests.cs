using MindBot.Gateways.Stripe;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.TimeCards;

public class RedemptionTests
{
    [Fact]
    public async Task Of_fifty_who_redeem_a_gift_at_once_one_gets_it()
    {
        await using var backend = await Backend.StartAsync();
        var gift = (await backend.Buy(gift: true)).Card!;
        Assert.Equal("paid", gift.Status);
        Assert.Null(gift.ExpiresAt);
        Assert.Equal(0, await backend.Balance("buyer"));
        await backend.AdvanceAsync(Hours(100));

        var friends = Enumerable.Range(1, 50).Select(i => $"friend_{i}").ToList();
        var answers = await Task.WhenAll(friends.Select(friend => backend.Redeem(friend, gift.Code!)));
        var winner = Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Equal(backend.Now.AddYears(1), winner.Card!.ExpiresAt);
        Assert.All(answers.Where(answer => answer != winner), answer => Assert.Equal(RefusalCodes.CardRedeemed, answer.Refusal!.Code));

        var balances = await Task.WhenAll(friends.Append("buyer").Select(backend.Balance));
        Assert.Equal(Shop.Worth, balances.Sum());
        Assert.Equal(Shop.Worth, balances[Array.IndexOf(answers, winner)]);
    }

    [Fact]
    public async Task The_buyers_own_repeat_is_the_same_success_and_anybody_else_is_refused()
    {
        await using var backend = await Backend.StartAsync();
        var code = (await backend.Buy()).Card!.Code!;
        var first = await backend.Redeem("buyer", code.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal));
        Assert.Null(first.Refusal);
        Assert.Equal(first, await backend.Redeem("buyer", code));
        Assert.Equal(RefusalCodes.CardRedeemed, (await backend.Redeem("stranger", code)).Refusal!.Code);
        Assert.Equal(Shop.Worth, await backend.Credited());
        Assert.Equal(0, await backend.Credited("stranger"));
    }

    [Fact]
    public async Task A_gift_may_also_be_redeemed_by_its_buyer()
    {
        await using var backend = await Backend.StartAsync();
        var code = (await backend.Buy(gift: true)).Card!.Code!;
        Assert.Equal("active", (await backend.Redeem("buyer", code)).Card!.Status);
        Assert.Equal(RefusalCodes.CardRedeemed, (await backend.Redeem("friend", code)).Refusal!.Code);
        Assert.Equal(Shop.Worth, await backend.Credited());
    }

    [Fact]
    public async Task An_unpaid_card_asks_the_provider_and_is_refused_while_it_is_not_paid()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.Outcome = PaymentIntentStatus.Processing;
        var code = (await backend.Buy()).Card!.Code!;
        Assert.Equal(RefusalCodes.CardNotPaid, (await backend.Redeem("buyer", code)).Refusal!.Code);
        Assert.Equal(1, backend.Payments.Lookups);

        backend.Payments.Unreachable = 1;
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await backend.Redeem("buyer", code)).Refusal!.Code);
        backend.Payments.Confirm("pi_1");
        Assert.Equal(RefusalCodes.CardRedeemed, (await backend.Redeem("stranger", code)).Refusal!.Code);
        Assert.Equal(Shop.Worth, await backend.Credited());
        Assert.Equal(0, await backend.Credited("stranger"));
    }

    [Fact]
    public async Task An_unknown_code_leads_nowhere()
    {
        await using var backend = await Backend.StartAsync();
        Assert.Equal(RefusalCodes.CardNotFound, (await backend.Redeem("buyer", "2222-2222-2222")).Refusal!.Code);
        Assert.Null(ActivationCode.Normalise("2222-2222-222"));
        Assert.Null(ActivationCode.Normalise(new string('2', 1000)));
    }

    [Fact]
    public async Task A_code_belongs_to_the_first_card_that_binds_it()
    {
        await using var backend = await Backend.StartAsync();
        var code = backend.Grain<IActivationCodeGrain>("hash");
        Assert.True(await code.Bind("tcrd_1"));
        Assert.True(await code.Bind("tcrd_1"));
        Assert.False(await code.Bind("tcrd_2"));
        Assert.Equal("tcrd_1", await code.FindCard());
    }
}
