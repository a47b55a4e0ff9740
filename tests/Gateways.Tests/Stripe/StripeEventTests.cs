using System.Text;
using MindBot.Gateways.Stripe;

namespace MindBot.Gateways.Tests.Stripe;

public sealed class StripeEventTests
{
    private const string Intent = """
        {"id":"pi_1","object":"payment_intent","amount":4499,"amount_received":4499,"client_secret":"pi_1_secret_2","currency":"usd",
         "metadata":{"user_id":"u1"},"status":"succeeded","last_payment_error":null,"some_new_field":[1]}
        """;

    private static string Event(string type, string subject) => StripeJsonTexts.Event(type, subject);

    private static StripeEvent Parse(string json) => StripeEvent.Parse(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void A_payment_event_carries_its_typed_intent()
    {
        var happened = Parse(Event(StripeEventType.PaymentIntentSucceeded, Intent));

        Assert.Equal(("evt_1", "payment_intent.succeeded", true, "2026-10-28.endive"), (happened.Id, happened.Type, happened.Livemode, happened.ApiVersion));
        Assert.Equal(1_790_000_000, happened.Created.ToUnixTimeSeconds());
        Assert.Equal(("pi_1", 4499L, "u1"), (happened.PaymentIntent!.Id, happened.PaymentIntent.AmountReceivedMinorUnits, happened.PaymentIntent.Metadata["user_id"]));
    }

    [Theory]
    [InlineData(StripeEventType.PaymentIntentSucceeded)]
    [InlineData(StripeEventType.PaymentIntentFailed)]
    [InlineData(StripeEventType.PaymentIntentCanceled)]
    [InlineData("payment_intent.processing")]
    public void Every_event_about_a_payment_is_typed(string type) => Assert.Equal("pi_1", Parse(Event(type, Intent)).PaymentIntent!.Id);

    [Fact]
    public void A_refunded_charge_says_what_has_gone_back_so_far()
    {
        var charge = Parse(Event(StripeEventType.ChargeRefunded, StripeJsonTexts.Charge)).Charge!;

        Assert.Equal(
            ("ch_1", "pi_1", 4499L, 1500L, "usd", "u1"),
            (charge.Id, charge.PaymentIntentId, charge.AmountMinorUnits, charge.AmountRefundedMinorUnits, charge.Currency, charge.Metadata["user_id"]));
    }

    [Theory]
    [InlineData(StripeEventType.RefundCreated)]
    [InlineData(StripeEventType.RefundUpdated)]
    [InlineData(StripeEventType.RefundFailed)]
    public void Every_event_about_a_refund_is_typed(string type)
    {
        var happened = Parse(Event(type, StripeJsonTexts.FailedRefund));

        Assert.Equal(("re_1", "failed", "lost_or_stolen_card"), (happened.Refund!.Id, happened.Refund.Status, happened.Refund.FailureReason));
        Assert.Empty(happened.Refund.Metadata);
    }

    [Theory]
    [InlineData(StripeEventType.DisputeCreated)]
    [InlineData(StripeEventType.DisputeUpdated)]
    [InlineData(StripeEventType.DisputeClosed)]
    [InlineData(StripeEventType.DisputeFundsWithdrawn)]
    [InlineData(StripeEventType.DisputeFundsReinstated)]
    public void Every_event_about_a_dispute_is_typed(string type)
    {
        var happened = Parse(Event(type, StripeJsonTexts.Dispute));

        Assert.Equal(new Dispute("du_1", "pi_1", "ch_1", 4499, "usd", "needs_response", "fraudulent"), happened.Dispute);
        Assert.Null(happened.Charge);
    }

    [Theory]
    [InlineData(StripeEventType.SubscriptionCreated)]
    [InlineData(StripeEventType.SubscriptionUpdated)]
    [InlineData(StripeEventType.SubscriptionDeleted)]
    [InlineData(StripeEventType.SubscriptionPaused)]
    [InlineData(StripeEventType.SubscriptionResumed)]
    public void Every_event_about_a_subscription_is_typed(string type)
    {
        var subscription = Parse(Event(type, StripeJsonTexts.Active)).Subscription!;

        Assert.Equal(
            ("sub_1", "cus_1", "active", "price_1", 1_790_000_000L, 1_792_592_000L),
            (subscription.Id, subscription.CustomerId, subscription.Status, subscription.PriceId,
                subscription.CurrentPeriodStart.ToUnixTimeSeconds(), subscription.CurrentPeriodEnd.ToUnixTimeSeconds()));
        Assert.Equal((null, null), (subscription.ClientSecret, subscription.AmountDueMinorUnits));
    }

    [Fact]
    public void A_subscription_that_was_canceled_says_when()
    {
        var text = StripeJsonTexts.Subscription("canceled")
            .Replace("\"canceled_at\":null", "\"canceled_at\":1791000000").Replace("\"ended_at\":null", "\"ended_at\":1791000001")
            .Replace("\"cancel_at_period_end\":false", "\"cancel_at_period_end\":true");

        var subscription = Parse(Event(StripeEventType.SubscriptionDeleted, text)).Subscription!;

        Assert.True(subscription.CancelAtPeriodEnd);
        Assert.Equal((1_791_000_000L, 1_791_000_001L),
            (subscription.CanceledAt!.Value.ToUnixTimeSeconds(), subscription.EndedAt!.Value.ToUnixTimeSeconds()));
    }

    [Theory]
    [InlineData(StripeEventType.InvoicePaid)]
    [InlineData(StripeEventType.InvoicePaymentFailed)]
    [InlineData(StripeEventType.InvoicePaymentActionRequired)]
    public void Every_event_about_an_invoice_names_its_subscription(string type) =>
        Assert.Equal("sub_1", Parse(Event(type, StripeJsonTexts.Invoice)).InvoicedSubscriptionId);

    [Theory]
    [InlineData("""{"id":"in_1","subscription":"sub_1"}""", "sub_1")]
    [InlineData("""{"id":"in_1","subscription":{"id":"sub_1"}}""", "sub_1")]
    [InlineData("""{"id":"in_1","parent":{"subscription_details":{"subscription":{"id":"sub_1","object":"subscription"}}}}""", "sub_1")]
    [InlineData("""{"id":"in_1","parent":{"type":"quote_details","subscription_details":null}}""", null)]
    [InlineData("""{"id":"in_1","parent":null}""", null)]
    public void An_invoice_of_another_version_or_of_something_else_is_understood(string invoice, string? subscription) =>
        Assert.Equal(subscription, Parse(Event(StripeEventType.InvoicePaid, invoice)).InvoicedSubscriptionId);

    [Fact]
    public void A_subscription_of_an_older_version_has_its_period_itself()
    {
        const string older = """
            {"id":"sub_1","customer":{"id":"cus_1"},"status":"active","created":1,"current_period_start":10,"current_period_end":20,
             "items":{"data":[{"id":"si_1","price":"price_1"}]}}
            """;

        var subscription = Parse(Event(StripeEventType.SubscriptionUpdated, older)).Subscription!;

        Assert.Equal(("cus_1", "price_1", 10L, 20L),
            (subscription.CustomerId, subscription.PriceId, subscription.CurrentPeriodStart.ToUnixTimeSeconds(), subscription.CurrentPeriodEnd.ToUnixTimeSeconds()));
    }

    [Theory]
    [InlineData("charge.refunded", """{"id":"ch_1","payment_intent":{"id":"pi_1"},"amount":1,"amount_refunded":1,"currency":"usd"}""")]
    [InlineData("charge.refunded", """{"id":"ch_1","amount":1,"amount_refunded":1,"currency":"usd","metadata":null,"payment_intent":null}""")]
    [InlineData("refund.updated", """{"id":"re_1","amount":1,"currency":"usd","status":null}""")]
    [InlineData("charge.dispute.created", """{"id":"du_1","charge":{"id":"ch_1"},"amount":1,"currency":"usd","status":"a_new_one"}""")]
    public void What_is_missing_or_expanded_but_no_id_of_its_own_does_no_harm(string type, string subject) =>
        Assert.Equal(type, Parse(Event(type, subject)).Type);

    [Theory]
    [InlineData("charge.refunded", """{"amount":1,"amount_refunded":1,"currency":"usd"}""")]
    [InlineData("charge.refunded", """{"id":"ch_1","amount":1,"currency":"usd"}""")]
    [InlineData("refund.failed", """{"id":"","amount":1,"currency":"usd"}""")]
    [InlineData("charge.dispute.closed", """{"id":"du_1","amount":1,"currency":"usd","status":"won"}""")]
    [InlineData("charge.dispute.closed", """{"id":"du_1","charge":"ch_1","amount":1,"currency":"usd"}""")]
    [InlineData("customer.subscription.deleted", """{"id":"sub_1","status":"canceled"}""")]
    [InlineData("invoice.paid", "[]")]
    public void What_lacks_an_id_or_amount_or_status_is_a_gateway_exception(string type, string subject) =>
        Assert.Throws<PaymentGatewayException>(() => Parse(Event(type, subject)));

    [Fact]
    public void Another_event_carries_its_object_as_it_came()
    {
        var happened = Parse(Event("charge.updated", """{"id":"ch_1","amount_refunded":100}"""));

        Assert.Null(happened.PaymentIntent);
        Assert.Null(happened.Charge);
        Assert.Equal(100, happened.Object.GetProperty("amount_refunded").GetInt64());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"id":"evt_1"}""")]
    [InlineData("""{"id":null,"type":"x","created":1,"livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_1","type":"payment_intent.succeeded","created":1,"livemode":false,"data":{"object":{"id":"pi_1"}}}""")]
    [InlineData("""{"id":"evt_1","type":"x","created":99999999999999,"livemode":false,"data":{"object":{}}}""")]
    [InlineData("""{"id":"evt_1","type":"x","created":"soon","livemode":false,"data":{"object":{}}}""")]
    public void What_is_no_event_is_a_gateway_exception(string json) => Assert.Throws<PaymentGatewayException>(() => Parse(json));
}
