using MindBot.Gateways.Stripe;
using MindBot.Grains.Tests.Fixture;
using MindBot.Grains.TimeCards;
using static MindBot.Grains.Tests.TimeCards.Shop;

namespace MindBot.Grains.Tests.TimeCards;

public class PaymentNoticeTests
{
    private static async Task<Backend> WithPendingPurchase()
    {
        var backend = await Backend.StartAsync();
        backend.Payments.Outcome = PaymentIntentStatus.RequiresAction;
        Assert.Equal("requires_action", (await backend.Buy()).PaymentStatus);
        return backend;
    }

    [Fact]
    public async Task The_payment_that_arrives_later_activates_the_card_for_its_buyer_once_however_often_it_is_told()
    {
        await using var backend = await WithPendingPurchase();
        for (var i = 0; i < 3; i++) await backend.Card("tcrd_1").PaymentSucceeded(Notice());
        Assert.Equal(Worth, await backend.Credited());
        var bought = await backend.Buy();
        Assert.Equal(("succeeded", 0L, "active"), (bought.PaymentStatus, bought.AmountDueCents, bought.Card!.Status));
    }

    [Fact]
    public async Task Being_told_of_a_payment_that_succeeded_at_once_changes_nothing()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Buy();
        await backend.Card("tcrd_1").PaymentSucceeded(Notice());
        Assert.Equal(Worth, await backend.Credited());
    }

    [Fact]
    public async Task A_payment_may_be_told_of_before_the_purchase_has_its_answer()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.AnswersLost = 1;
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await backend.Buy()).Refusal!.Code);
        await backend.Card("tcrd_1").PaymentSucceeded(Notice());
        Assert.Equal(Worth, await backend.Credited());
        Assert.Equal("succeeded", (await backend.Buy()).PaymentStatus);
        Assert.Equal(Worth, await backend.Credited());
    }

    [Theory]
    [InlineData("pi_1", "buyer", 4498, "usd")]
    [InlineData("pi_1", "buyer", 4499, "eur")]
    [InlineData("pi_1", "stranger", 4499, "usd")]
    [InlineData("pi_2", "buyer", 4499, "usd")]
    public async Task A_payment_that_does_not_match_the_purchase_credits_nothing(string intent, string user, long cents, string currency)
    {
        await using var backend = await WithPendingPurchase();
        await backend.Card("tcrd_1").PaymentSucceeded(Notice(intent, user, cents, currency));
        Assert.Equal(0, await backend.Credited());
        Assert.Equal(0, await backend.Credited("stranger"));
        await backend.Card("tcrd_1").PaymentSucceeded(Notice());
        Assert.Equal(Worth, await backend.Credited());
    }

    [Fact]
    public async Task A_payment_for_a_card_that_nobody_ordered_credits_nothing()
    {
        await using var backend = await Backend.StartAsync();
        await backend.Card("tcrd_unknown").PaymentSucceeded(Notice());
        Assert.Equal(0, await backend.Credited());
        Assert.Equal(RefusalCodes.CardNotFound, (await backend.Card("tcrd_unknown").Redeem("buyer")).Refusal!.Code);
    }

    [Fact]
    public async Task A_failure_that_is_told_of_after_the_success_takes_nothing_back()
    {
        await using var backend = await WithPendingPurchase();
        await backend.Card("tcrd_1").PaymentFailed(Notice() with { Status = "requires_payment_method" });
        Assert.Equal("requires_payment_method", (await backend.Buy()).PaymentStatus);
        await backend.Card("tcrd_1").PaymentSucceeded(Notice());
        await backend.Card("tcrd_1").PaymentFailed(Notice() with { Status = "canceled" });
        Assert.Equal("succeeded", (await backend.Buy()).PaymentStatus);
        Assert.Equal(Worth, await backend.Credited());
    }

    [Fact]
    public async Task A_buyer_whose_first_try_was_declined_may_still_pay_the_same_intent()
    {
        await using var backend = await Backend.StartAsync();
        backend.Payments.Outcome = ScriptedPayments.Declined;
        await backend.Buy();
        await backend.Card("tcrd_1").PaymentSucceeded(Notice());
        Assert.Equal(Worth, await backend.Credited());
        Assert.Null((await backend.Buy()).Refusal);
    }

    [Fact]
    public async Task A_failure_that_is_told_of_before_the_purchase_has_its_answer_leaves_it_repeatable()
    {
        await using var backend = await Backend.StartAsync();
        (backend.Payments.Outcome, backend.Payments.AnswersLost) = (PaymentIntentStatus.RequiresPaymentMethod, 1);
        Assert.Equal(RefusalCodes.PaymentUnavailable, (await backend.Buy(method: null)).Refusal!.Code);
        await backend.Card("tcrd_1").PaymentFailed(Notice() with { Status = "requires_payment_method" });

        var repeated = await backend.Buy(method: null);
        Assert.Equal(("pi_1", "pi_1_secret", "requires_payment_method"), (repeated.PaymentIntentId, repeated.ClientSecret, repeated.PaymentStatus));
        await backend.Card("tcrd_1").PaymentSucceeded(Notice());
        Assert.Equal(Worth, await backend.Credited());
    }

    [Fact]
    public async Task An_event_that_was_handled_is_known_after_a_crash()
    {
        await using var backend = await Backend.StartAsync();
        Assert.False(await backend.Grain<IPaymentEventGrain>("evt_1").WasHandled());
        await backend.Grain<IPaymentEventGrain>("evt_1").MarkHandled("payment_intent.succeeded");
        backend.Crash();
        await backend.StartAgainAsync();
        Assert.True(await backend.Grain<IPaymentEventGrain>("evt_1").WasHandled());
        Assert.False(await backend.Grain<IPaymentEventGrain>("evt_2").WasHandled());
    }
}
