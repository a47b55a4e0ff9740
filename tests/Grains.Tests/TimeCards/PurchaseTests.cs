using MindBot.Gateways.Stripe;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using MindBot.Grains.Wallets;
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

    [Theory]
    [InlineData("package")]
    [InlineData("method")]
    [InlineData("no method")]
    [InlineData("gift")]
    public async Task A_repeat_that_asks_for_something_else_is_refused_and_buys_nothing(string difference)
    {
        await using var backend = await Backend.StartAsync();
        var first = new PurchaseRequest("buyer", Shop.Package, "pm_card", SavePaymentMethod: false, Gift: false);
        Assert.Null((await backend.Card("tcrd_1").Purchase(first)).Refusal);
        var other = difference switch
        {
            "package" => first with { Package = Shop.Package with { Id = "premium" } },
            "method" => first with { PaymentMethodId = "pm_other" },
            "no method" => first with { PaymentMethodId = null },
            _ => first with { Gift = true },
        };

        var refused = await backend.Card("tcrd_1").Purchase(other);
        Assert.Equal((RefusalCodes.IdempotencyKeyReused, null), (refused.Refusal?.Code, refused.Card));
        Assert.Equal(1, backend.Payments.Orders);
        Assert.Equal(Shop.Worth, await backend.Credited());
    }

    [Fact]
    public async Task A_repeat_after_the_prices_changed_is_the_purchase_that_was_ordered_first()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.AnswersLost = 1;
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await backend.Buy()).Refusal!.Code);
        var dearer = new PurchaseRequest("buyer", Shop.Package with { PriceCents = 9_999 }, "pm_card", SavePaymentMethod: false, Gift: false);
        var bought = await backend.Card("tcrd_1").Purchase(dearer);
        Assert.Equal((null, 4499L), (bought.Refusal, bought.Package!.PriceCents));
        Assert.Equal(4499, Assert.Single(backend.Payments.Intents).AmountMinorUnits);
        Assert.Equal(Shop.Worth, await backend.Credited());
    }

    [EmbeddedFact(EmbeddedFactAttribute.IdleGrains)]
    public async Task That_the_card_knows_of_its_credit_is_stored_when_the_wallet_leaves_the_memory()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Buy();
        Assert.False(IsGrantConfirmed(backend));
        await backend.AdvanceAsync(Hours(1));
        Assert.True(IsGrantConfirmed(backend));
        Assert.Equal(Shop.Worth, await backend.Credited());
    }

    private static bool IsGrantConfirmed(Backend backend) =>
        backend.Stored<IWalletGrain>("buyer", "wallet")!.Contains("\"grantConfirmed\":true", StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task A_purchase_waits_for_the_provider_ten_seconds_at_most_also_when_it_needs_a_customer_first()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.CustomersHesitation = new TaskCompletionSource().Task;
        var request = new PurchaseRequest("buyer", Shop.Package, "pm_card", SavePaymentMethod: true, Gift: false);
        var buying = backend.Card("tcrd_1").Purchase(request);
        await backend.AdvanceAsync(Seconds(10));
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await buying).Refusal!.Code);

        backend.Payments.CustomersHesitation = Task.CompletedTask;
        Assert.Equal("active", (await backend.Card("tcrd_1").Purchase(request)).Card!.Status);
        Assert.Single(backend.Payments.Intents);
    }
}
