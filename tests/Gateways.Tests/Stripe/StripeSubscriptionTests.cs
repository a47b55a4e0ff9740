using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

public abstract class StripeSubscriptionTests(StripeAdapterUnderTest adapter)
{
    private const string Expand = "expand[0]=latest_invoice.confirmation_secret&expand[1]=pending_setup_intent";

    private readonly ScriptedStripe stripe = new(adapter);

    [Fact]
    public async Task A_subscription_is_found_as_it_is_now()
    {
        var found = await stripe.Answers(StripeJsonTexts.Incomplete).Gateway.RetrieveSubscription("sub_1");

        stripe.WasAsked($"GET /v1/subscriptions/sub_1 {Expand}");
        var expected = new Subscription(
            "sub_1", "cus_1", "incomplete", "price_1", DateTimeOffset.FromUnixTimeSeconds(1_790_000_000), DateTimeOffset.FromUnixTimeSeconds(1_792_592_000),
            CancelAtPeriodEnd: false, CanceledAt: null, EndedAt: null, DateTimeOffset.FromUnixTimeSeconds(1_790_000_000), found!.Metadata,
            ClientSecret: "pi_9_secret_9", AmountDueMinorUnits: 599);
        Assert.Equal(expected, found);
        Assert.Equal("u1", found.Metadata["user_id"]);
    }

    [Fact]
    public async Task Nothing_is_left_to_confirm_on_a_paid_invoice() =>
        Assert.Null((await stripe.Answers(StripeJsonTexts.Paid).Gateway.RetrieveSubscription("sub_1"))!.ClientSecret);

    [Fact]
    public async Task With_nothing_due_the_payment_method_is_set_up()
    {
        stripe.Answers(StripeJsonTexts.Subscription("active", "null", """{"id":"seti_1","client_secret":"seti_1_secret_1"}"""));

        Assert.Equal("seti_1_secret_1", (await stripe.Gateway.RetrieveSubscription("sub_1"))!.ClientSecret);
    }

    [Fact]
    public async Task Printing_a_subscription_does_not_print_its_secret()
    {
        var found = await stripe.Answers(StripeJsonTexts.Incomplete).Gateway.RetrieveSubscription("sub_1");

        Assert.DoesNotContain("secret", new SubscriptionResult(found).ToString());
    }

    [Fact]
    public async Task An_unknown_subscription_is_null()
    {
        for (var i = 0; i < 3; i++) stripe.Refuses(404, "invalid_request_error", "resource_missing");

        Assert.Null(await stripe.Gateway.RetrieveSubscription("sub_1"));
        Assert.Null(await stripe.Gateway.CancelSubscription("sub_1", atPeriodEnd: false));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../customers")]
    public async Task What_is_no_id_never_reaches_stripe(string id)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => stripe.Gateway.RetrieveSubscription(id));
        await Assert.ThrowsAsync<ArgumentException>(() => stripe.Gateway.CancelSubscription(id, atPeriodEnd: true));
        await Assert.ThrowsAsync<ArgumentException>(() => stripe.Gateway.ChangeSubscription(id, "price_2", "key"));
    }

    [Fact]
    public async Task It_can_end_with_its_paid_period()
    {
        await stripe.Answers(StripeJsonTexts.Active).Gateway.CancelSubscription("sub_1", atPeriodEnd: true);

        stripe.WasAsked($"POST /v1/subscriptions/sub_1 cancel_at_period_end=true&{Expand}");
    }

    [Fact]
    public async Task It_can_end_now()
    {
        var canceled = await stripe.Answers(StripeJsonTexts.Subscription("canceled")).Gateway.CancelSubscription("sub_1", atPeriodEnd: false);

        stripe.WasAsked("DELETE /v1/subscriptions/sub_1");
        Assert.Equal("canceled", canceled!.Status);
    }

    [Fact]
    public async Task A_cancellation_whose_answer_is_lost_is_done()
    {
        stripe.LosesTheAnswer().Refuses(404, "invalid_request_error", "resource_missing").Answers(StripeJsonTexts.Subscription("canceled"));

        Assert.Equal("canceled", (await stripe.Gateway.CancelSubscription("sub_1", atPeriodEnd: false))!.Status);
    }

    [Fact]
    public async Task A_cancellation_that_is_refused_while_it_runs_is_a_misuse() => await Assert.ThrowsAsync<PaymentGatewayException>(
        () => stripe.Refuses(400, "invalid_request_error").Answers(StripeJsonTexts.Active).Gateway.CancelSubscription("sub_1", atPeriodEnd: true));

    [Fact]
    public async Task Another_price_takes_the_items_place()
    {
        var changed = await stripe.Answers(StripeJsonTexts.Active).Answers(StripeJsonTexts.Paid).Gateway.ChangeSubscription("sub_1", "price_2", "change-1");

        stripe.WasAsked(
            $"GET /v1/subscriptions/sub_1 {Expand}",
            "POST /v1/subscriptions/sub_1 items[0][id]=si_1&items[0][price]=price_2&proration_behavior=create_prorations"
                + $"&payment_behavior=error_if_incomplete&{Expand}");
        Assert.Equal("change-1", stripe.Asked[1].IdempotencyKey);
        Assert.Equal((599L, null), (changed.Subscription!.AmountDueMinorUnits, changed.DeclineMessage));
    }

    [Fact]
    public async Task A_change_that_cannot_be_paid_leaves_it_as_it_was()
    {
        stripe.Answers(StripeJsonTexts.Active).Refuses(402, "card_error", "card_declined", declineCode: "insufficient_funds");

        var declined = await stripe.Gateway.ChangeSubscription("sub_1", "price_2", "change-1");

        Assert.Equal(("Stripe's sentence.", "card_declined", "insufficient_funds"), (declined.DeclineMessage, declined.Code, declined.DeclineCode));
        Assert.Equal("price_1", declined.Subscription!.PriceId);
    }

    [Fact]
    public async Task Changing_an_unknown_one_is_a_misuse() => await Assert.ThrowsAsync<PaymentGatewayException>(
        () => stripe.Refuses(404, "invalid_request_error", "resource_missing").Gateway.ChangeSubscription("sub_1", "price_2", "change-1"));

    [Theory]
    [InlineData("""{"id":"sub_1","customer":"cus_1","status":"active","created":1,"items":{"data":[]}}""")]
    [InlineData("""{"id":"sub_1","customer":"cus_1","status":"active","created":1}""")]
    [InlineData("""{"id":"sub_1","customer":null,"status":"active","created":1,"items":{"data":[{"price":{"id":"p"},"current_period_start":1,"current_period_end":2}]}}""")]
    [InlineData("""{"customer":"cus_1","status":"active","created":1,"items":{"data":[{"price":{"id":"p"},"current_period_start":1,"current_period_end":2}]}}""")]
    [InlineData("""{"id":"sub_1","customer":"cus_1","status":"active","created":1,"items":{"data":[{"price":{},"current_period_start":1,"current_period_end":2}]}}""")]
    public async Task An_answer_that_lacks_an_id_is_a_gateway_exception(string json) =>
        await Assert.ThrowsAsync<PaymentGatewayException>(() => stripe.Answers(json).Gateway.RetrieveSubscription("sub_1"));
}
