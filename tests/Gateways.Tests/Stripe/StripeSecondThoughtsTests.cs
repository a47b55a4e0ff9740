using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

/// <summary>Cancellations that are taken back, other payment methods, and which invoice a payment pays.</summary>
public abstract class StripeSecondThoughtsTests(StripeAdapterUnderTest adapter)
{
    private const string Expand = "expand[0]=latest_invoice.confirmation_secret&expand[1]=pending_setup_intent";
    private const string Attached = """{"id":"pm_2","object":"payment_method","customer":"cus_1"}""";
    private const string PaidInvoice = """{"id":"in_1","object":"invoice","status":"paid"}""";

    private static readonly string PastDue = StripeJsonTexts.Subscription("past_due", """{"id":"in_1","status":"open","amount_due":799}""");

    private readonly ScriptedStripe stripe = new(adapter);

    private Task<SubscriptionResult> Change() => stripe.Gateway.ChangePaymentMethod("sub_1", "pm_1", "change-1");

    [Fact]
    public async Task A_cancellation_at_the_periods_end_is_taken_back()
    {
        var found = await stripe.Answers(StripeJsonTexts.Active).Gateway.UndoCancellation("sub_1");

        stripe.WasAsked($"POST /v1/subscriptions/sub_1 cancel_at_period_end=false&{Expand}");
        Assert.Equal("active", found!.Status);
    }

    [Fact]
    public async Task What_has_ended_meanwhile_stays_ended()
    {
        stripe.Refuses(400, "invalid_request_error").Answers(StripeJsonTexts.Subscription("canceled"));
        Assert.Equal("canceled", (await stripe.Gateway.UndoCancellation("sub_1"))!.Status);
        stripe.Refuses(404, "invalid_request_error", "resource_missing").Refuses(404, "invalid_request_error", "resource_missing");
        Assert.Null(await stripe.Gateway.UndoCancellation("sub_1"));
        stripe.Refuses(400, "invalid_request_error").Answers(StripeJsonTexts.Active);
        await Assert.ThrowsAsync<PaymentGatewayException>(() => stripe.Gateway.UndoCancellation("sub_1"));
    }

    [Fact]
    public async Task Another_card_pays_the_open_invoice_and_then_becomes_the_default()
    {
        stripe.Answers(PastDue).Answers(Attached).Answers(PaidInvoice).Answers(StripeJsonTexts.Paid).Answers(StripeJsonTexts.Paid);

        Assert.Equal("active", (await Change()).Subscription!.Status);
        stripe.WasAsked(
            $"GET /v1/subscriptions/sub_1 {Expand}",
            "POST /v1/payment_methods/pm_1/attach customer=cus_1",
            "POST /v1/invoices/in_1/pay payment_method=pm_2&off_session=false",
            $"GET /v1/subscriptions/sub_1 {Expand}",
            $"POST /v1/subscriptions/sub_1 default_payment_method=pm_2&{Expand}");
        Assert.Equal(["change-1-attach", "change-1-pay", "change-1-default"], stripe.Asked.Select(asked => asked.IdempotencyKey).OfType<string>());
    }

    [Fact]
    public async Task A_card_that_is_declined_does_not_become_the_default()
    {
        stripe.Answers(PastDue).Answers(Attached).Refuses(402, "card_error", "card_declined", declineCode: "insufficient_funds").Answers(PastDue);

        var declined = await Change();

        Assert.Equal(("past_due", "card_declined", "insufficient_funds"), (declined.Subscription!.Status, declined.Code, declined.DeclineCode));
        Assert.Equal(4, stripe.Asked.Count);
    }

    [Fact]
    public async Task A_card_that_the_customer_cannot_have_is_declined_before_anything_is_paid()
    {
        stripe.Answers(PastDue).Refuses(402, "card_error", "card_declined").Answers("""{"id":"pm_1","customer":null}""");

        var declined = await Change();

        Assert.Equal(("past_due", "card_declined"), (declined.Subscription!.Status, declined.Code));
        Assert.Equal(3, stripe.Asked.Count);
    }

    [Fact]
    public async Task One_that_wants_its_holder_becomes_the_default_and_waits()
    {
        stripe.Answers(PastDue).Answers(Attached).Refuses(402, "card_error", "invoice_payment_intent_requires_action").Answers(PastDue)
            .Answers(StripeJsonTexts.Incomplete);

        var waiting = await Change();

        Assert.Equal((null, "pi_9_secret_9"), (waiting.DeclineMessage, waiting.Subscription!.ClientSecret));
    }

    [Theory]
    [InlineData("active", "paid", false)]
    [InlineData("active", "draft", false)]
    [InlineData("unpaid", "draft", true)]
    [InlineData("unpaid", "open", true)]
    [InlineData("past_due", "void", false)]
    public async Task Only_what_is_to_be_paid_is_paid(string subscription, string invoice, bool isPaid)
    {
        stripe.Answers(StripeJsonTexts.Subscription(subscription, $$"""{"id":"in_1","status":"{{invoice}}","amount_due":799}""")).Answers(Attached);
        if (isPaid) stripe.Answers(PaidInvoice).Answers(StripeJsonTexts.Paid);
        stripe.Answers(StripeJsonTexts.Active);

        await Change();

        Assert.Equal(isPaid, stripe.Asked.Any(asked => asked.Path == "/v1/invoices/in_1/pay"));
    }

    [Fact]
    public async Task The_invoice_of_a_payment_is_found_by_its_payments_with_its_subscriptions_metadata()
    {
        stripe.Answers(StripeJsonTexts.List(false, $$"""{"id":"inpay_1","object":"invoice_payment","invoice":{{StripeJsonTexts.Invoice}}}"""));

        var invoice = await stripe.Gateway.FindInvoice("pi_1");

        stripe.WasAsked(
            "GET /v1/invoice_payments payment[type]=payment_intent&payment[payment_intent]=pi_1&expand[0]=data.invoice");
        Assert.Equal(("in_1", "sub_1"), (invoice!.Id, invoice.SubscriptionId));
    }

    [Fact]
    public async Task A_payment_of_no_invoice_or_of_one_without_a_subscription_has_none()
    {
        Assert.Null(await stripe.Answers(StripeJsonTexts.List()).Gateway.FindInvoice("pi_1"));
        stripe.Answers(StripeJsonTexts.List(false, """{"id":"inpay_1","invoice":{"id":"in_2","parent":null}}"""));
        Assert.Null(await stripe.Gateway.FindInvoice("pi_1"));
    }
}
