using MindBot.Gateways.Stripe;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using static MindBot.Grains.Tests.Fixture.Times;

namespace MindBot.Grains.Tests.TimeCards;

public class PurchaseTests
{
    [Fact]
    public async Task A_purchase_that_is_paid_at_once_is_on_the_balance_when_it_answers()
    {
        await using var backend = await Backend.StartAsync();
        var bought = await backend.Buy();
        Assert.Null(bought.Refusal);
        Assert.Equal(("succeeded", 0L), (bought.PaymentStatus, bought.AmountDueCents));
        Assert.Equal(("active", Shop.Worth, Shop.Worth), (bought.Card!.Status, bought.Card.TotalMicros, bought.Card.RemainingMicros));
        Assert.Equal(bought.Card.Code, ActivationCode.Normalise(bought.Card.Code!));
        Assert.Equal(Shop.Worth, await backend.Credited());

        var intent = Assert.Single(backend.Payments.Intents);
        Assert.Equal((4499L, "usd"), (intent.AmountMinorUnits, intent.Currency));
        Assert.Equal(("buyer", "tcrd_1"), (intent.Metadata[PaymentMetadata.UserId], intent.Metadata[PaymentMetadata.TimeCardId]));
    }

    [Fact]
    public async Task A_card_lives_exactly_one_calendar_year_from_its_activation()
    {
        await using var backend = await Backend.StartAsync();
        var card = (await backend.Buy()).Card!;
        Assert.Equal(backend.Now, card.ActivatedAt);
        Assert.Equal(new DateTimeOffset(2027, 3, 14, 9, 26, 53, TimeSpan.Zero), card.ExpiresAt);

        await backend.StopAsync();
        await backend.StartAgainAsync(downtime: card.ExpiresAt!.Value - backend.Now - Ms(1));
        Assert.Equal(Shop.Worth, await backend.Balance("buyer"));
        await backend.AdvanceAsync(Ms(1));
        Assert.Equal(0, await backend.Balance("buyer"));
        Assert.Equal("expired", (await backend.Redeem("buyer", card.Code!)).Card!.Status);
        await Books.Balance(backend, "buyer");
    }

    [Fact]
    public async Task A_declined_payment_is_a_refusal_and_its_code_is_worth_nothing()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.Outcome = ScriptedPayments.Declined;
        var declined = (await backend.Buy()).Refusal!;
        Assert.Equal((RefusalCodes.PaymentDeclined, "Your card has insufficient funds."), (declined.Code, declined.Detail));
        Assert.Equal(RefusalCodes.CardNotPaid, (await backend.Card("tcrd_1").Redeem("buyer")).Refusal!.Code);
        Assert.Equal(RefusalCodes.PaymentDeclined, (await backend.Buy()).Refusal!.Code);
        Assert.Equal(0, await backend.Credited());
        Assert.Equal(1, backend.Payments.Orders);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public async Task A_purchase_that_met_an_outage_credits_once_when_it_is_repeated(int unreachable, int answersLost)
    {
        await using var backend = await Backend.StartAsync();
        (backend.Payments.Unreachable, backend.Payments.AnswersLost) = (unreachable, answersLost);
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await backend.Buy()).Refusal!.Code);
        Assert.Equal(0, await backend.Credited());

        Assert.Null((await backend.Buy()).Refusal);
        Assert.Null((await backend.Buy()).Refusal);
        Assert.Equal(Shop.Worth, await backend.Credited());
        Assert.Single(backend.Payments.Intents);
    }

    [Fact]
    public async Task A_provider_that_refuses_the_service_itself_is_an_outage_to_the_buyer()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.Refuses = true;
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await backend.Buy()).Refusal!.Code);
        backend.Payments.Refuses = false;
        Assert.Null((await backend.Buy()).Refusal);
        Assert.Equal(Shop.Worth, await backend.Credited());
    }

    [Fact]
    public async Task Without_a_payment_method_the_client_confirms_and_nothing_is_credited_before()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.Outcome = PaymentIntentStatus.RequiresPaymentMethod;
        var ordered = await backend.Buy(method: null);
        Assert.Equal(("requires_payment_method", 4499L), (ordered.PaymentStatus, ordered.AmountDueCents));
        Assert.Equal(("pi_1", "pi_1_secret"), (ordered.PaymentIntentId, ordered.ClientSecret));
        Assert.Equal("pending_payment", ordered.Card!.Status);
        Assert.Null(ordered.Card.ExpiresAt);
        Assert.Equal(0, await backend.Credited());

        backend.Payments.Confirm("pi_1");
        var activated = await backend.Redeem("buyer", ordered.Card.Code!);
        Assert.Equal("active", activated.Card!.Status);
        Assert.Equal(Shop.Worth, await backend.Credited());
    }

    [Fact]
    public async Task Only_its_buyer_can_repeat_a_purchase()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Buy();
        var stranger = await backend.Buy(user: "stranger");
        Assert.Equal(RefusalCodes.CardNotFound, stranger.Refusal!.Code);
        Assert.Null(stranger.Card);
    }

    [Fact]
    public async Task Twenty_concurrent_repeats_of_one_purchase_are_one_purchase()
    {
        await using var backend = await Backend.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => backend.Buy()));
        Assert.Single(answers.Select(answer => answer.Card!.Code).Distinct());
        Assert.Single(backend.Payments.Intents);
        Assert.Equal(Shop.Worth, await backend.Credited());
    }
}
