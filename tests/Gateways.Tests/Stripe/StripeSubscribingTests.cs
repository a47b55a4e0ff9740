using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

public abstract class StripeSubscribingTests(StripeAdapterUnderTest adapter)
{
    private const string Expand = "expand[0]=latest_invoice.confirmation_secret&expand[1]=pending_setup_intent";
    private const string Attached = """{"id":"pm_2","object":"payment_method","customer":"cus_1"}""";
    private const string PaidInvoice = """{"id":"in_1","object":"invoice","status":"paid"}""";

    private static readonly CreateSubscription Order = new("cus_1", "price_1", "sub-1")
    {
        Metadata = new Dictionary<string, string> { ["user_id"] = "u1" },
    };

    private static readonly CreateSubscription OrderWithCard = Order with { PaymentMethodId = "pm_1" };

    private readonly ScriptedStripe stripe = new(adapter);

    [Fact]
    public async Task Without_a_payment_method_the_client_confirms_the_first_invoice()
    {
        var made = await stripe.Answers(StripeJsonTexts.Incomplete).Gateway.CreateSubscription(Order);

        stripe.WasAsked(
            "POST /v1/subscriptions customer=cus_1&items[0][price]=price_1&payment_behavior=default_incomplete"
                + $"&payment_settings[save_default_payment_method]=on_subscription&metadata[user_id]=u1&{Expand}");
        Assert.Equal("sub-1", stripe.Asked[0].IdempotencyKey);
        Assert.Equal(("incomplete", "pi_9_secret_9", null), (made.Subscription!.Status, made.Subscription.ClientSecret, made.DeclineMessage));
    }

    [Fact]
    public async Task With_a_payment_method_the_first_invoice_is_paid_at_once()
    {
        stripe.Answers(Attached).Answers(StripeJsonTexts.Incomplete).Answers(PaidInvoice).Answers(StripeJsonTexts.Paid);

        var made = await stripe.Gateway.CreateSubscription(OrderWithCard);

        stripe.WasAsked(
            "POST /v1/payment_methods/pm_1/attach customer=cus_1",
            "POST /v1/subscriptions customer=cus_1&items[0][price]=price_1&payment_behavior=default_incomplete"
                + "&payment_settings[save_default_payment_method]=on_subscription&default_payment_method=pm_2"
                + $"&metadata[user_id]=u1&{Expand}",
            "POST /v1/invoices/in_1/pay payment_method=pm_2&off_session=false",
            $"GET /v1/subscriptions/sub_1 {Expand}");
        Assert.Equal(["sub-1-attach", "sub-1", "sub-1-pay", null], stripe.Asked.Select(asked => asked.IdempotencyKey));
        Assert.Equal(("active", null, null), (made.Subscription!.Status, made.Subscription.ClientSecret, made.DeclineMessage));
    }

    [Fact]
    public async Task With_nothing_due_nothing_is_paid()
    {
        stripe.Answers(Attached).Answers(StripeJsonTexts.Active);

        Assert.Equal("active", (await stripe.Gateway.CreateSubscription(OrderWithCard)).Subscription!.Status);

        Assert.Equal(2, stripe.Asked.Count);
    }

    [Theory]
    [InlineData(true, "percent_off=25&duration=once&max_redemptions=1")]
    [InlineData(false, "amount_off=200&currency=eur&duration=once&max_redemptions=1")]
    public async Task A_discount_is_a_coupon_for_this_one_subscription(bool percent, string coupon)
    {
        stripe.Answers("""{"id":"coup_1","object":"coupon"}""").Answers(StripeJsonTexts.Incomplete);

        await stripe.Gateway.CreateSubscription(
            percent ? Order with { PercentOff = 25 } : Order with { AmountOffMinorUnits = 200, Currency = "eur" });

        Assert.Equal(AskedOfStripe.InOrder($"POST /v1/coupons {coupon}"), AskedOfStripe.InOrder(stripe.Asked[0].ToString()));
        Assert.Equal("sub-1-coupon", stripe.Asked[0].IdempotencyKey);
        Assert.Equal("coup_1", stripe.Asked[1]["discounts[0][coupon]"]);
    }

    [Fact]
    public async Task Two_discounts_at_once_are_a_mistake() => await Assert.ThrowsAsync<ArgumentException>(
        () => stripe.Gateway.CreateSubscription(Order with { PercentOff = 1, AmountOffMinorUnits = 1 }));

    [Fact]
    public async Task A_declined_first_payment_leaves_it_incomplete()
    {
        stripe.Answers(Attached).Answers(StripeJsonTexts.Incomplete)
            .Refuses(402, "card_error", "card_declined", declineCode: "insufficient_funds").Answers(StripeJsonTexts.Incomplete);

        var declined = await stripe.Gateway.CreateSubscription(OrderWithCard);

        Assert.Equal(("Stripe's sentence.", "card_declined", "insufficient_funds"), (declined.DeclineMessage, declined.Code, declined.DeclineCode));
        Assert.Equal(("incomplete", "pi_9_secret_9"), (declined.Subscription!.Status, declined.Subscription.ClientSecret));
    }

    [Fact]
    public async Task A_card_that_wants_its_holder_waits_for_the_client()
    {
        stripe.Answers(Attached).Answers(StripeJsonTexts.Incomplete)
            .Refuses(402, "card_error", "invoice_payment_intent_requires_action").Answers(StripeJsonTexts.Incomplete);

        var made = await stripe.Gateway.CreateSubscription(OrderWithCard);

        Assert.Equal(("pi_9_secret_9", null), (made.Subscription!.ClientSecret, made.DeclineMessage));
    }

    [Fact]
    public async Task An_invoice_that_somebody_has_paid_meanwhile_is_fine()
    {
        stripe.Answers(Attached).Answers(StripeJsonTexts.Incomplete).Refuses(400, "invalid_request_error").Answers(StripeJsonTexts.Paid);

        Assert.Equal("active", (await stripe.Gateway.CreateSubscription(OrderWithCard)).Subscription!.Status);
    }

    [Fact]
    public async Task An_invoice_that_cannot_be_paid_for_another_reason_is_a_misuse()
    {
        stripe.Answers(Attached).Answers(StripeJsonTexts.Incomplete).Refuses(400, "invalid_request_error").Answers(StripeJsonTexts.Incomplete);

        await Assert.ThrowsAsync<PaymentGatewayException>(() => stripe.Gateway.CreateSubscription(OrderWithCard));
    }

    [Theory]
    [InlineData(402, "card_error", "card_declined")]
    [InlineData(404, "invalid_request_error", "resource_missing")]
    public async Task A_payment_method_that_cannot_be_attached_is_declined_before_anything_is_made(int status, string type, string code)
    {
        stripe.Refuses(status, type, code).Answers("""{"id":"pm_1","customer":null}""");

        var declined = await stripe.Gateway.CreateSubscription(OrderWithCard);

        Assert.Equal(new SubscriptionResult(null, "Stripe's sentence.", code), declined);
    }

    [Fact]
    public async Task A_payment_method_that_the_customer_has_already_is_used()
    {
        stripe.Refuses(400, "invalid_request_error").Answers("""{"id":"pm_1","customer":"cus_1"}""").Answers(StripeJsonTexts.Active);

        await stripe.Gateway.CreateSubscription(OrderWithCard);

        Assert.Equal("pm_1", stripe.Asked[2]["default_payment_method"]);
    }

    [Fact]
    public async Task A_payment_method_of_somebody_else_is_declined()
    {
        stripe.Refuses(400, "invalid_request_error").Answers("""{"id":"pm_1","customer":"cus_2"}""");

        Assert.Equal("Stripe's sentence.", (await stripe.Gateway.CreateSubscription(OrderWithCard)).DeclineMessage);
    }

    [Fact]
    public async Task What_is_no_payment_method_at_all_is_declined_without_asking() =>
        Assert.Equal("resource_missing", (await stripe.Gateway.CreateSubscription(Order with { PaymentMethodId = "pm/../x" })).Code);

    [Theory]
    [InlineData(404, "invalid_request_error", "customer")]
    [InlineData(400, "idempotency_error", null)]
    [InlineData(401, "invalid_request_error", null)]
    public async Task A_customer_or_key_that_is_wrong_is_a_misuse(int status, string type, string? param) =>
        await Assert.ThrowsAsync<PaymentGatewayException>(
            () => stripe.Refuses(status, type, null, param).Gateway.CreateSubscription(OrderWithCard));

    [Fact]
    public async Task All_steps_together_end_within_the_limit_of_one_operation()
    {
        var hanging = new TaskCompletionSource();
        stripe
            .Does(_ =>
            {
                stripe.Time.Advance(TimeSpan.FromSeconds(6));
                return Task.FromResult(new HttpResponseMessage { Content = new StringContent(Attached) });
            })
            .Does(async cancellation =>
            {
                hanging.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                throw new InvalidOperationException();
            });
        var subscribing = stripe.Gateway.CreateSubscription(OrderWithCard);
        await hanging.Task;

        stripe.Time.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(subscribing.IsCompleted);
        stripe.Time.Advance(TimeSpan.FromSeconds(0.1));

        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => subscribing);
    }
}
