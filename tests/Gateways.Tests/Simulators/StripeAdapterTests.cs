using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

/// <summary>Our adapter against the simulated account: what it asks for exists, and what it reads is there.</summary>
public abstract class StripeAdapterTests(StripeAdapterUnderTest adapter) : IAsyncLifetime
{
    private StripeAccount account = null!;

    private IPaymentGateway Gateway => account.Server.Gateway;

    public async Task InitializeAsync() => account = await StripeAccount.Open(adapter: adapter);

    public async Task DisposeAsync() => await account.DisposeAsync();

    private async Task<CreateSubscription> Order(string? card) => new(
        (await Gateway.CreateCustomer(new("u1", "a@example.com", "Ada", "customer-u1"))).Id,
        await Gateway.EnsurePrice(new("pro_monthly", "Pro", 4499, "usd", "month")),
        "sub-1")
    {
        PaymentMethodId = card,
        PercentOff = 25,
        Metadata = new Dictionary<string, string> { ["user_id"] = "u1" },
    };

    [Fact]
    public async Task A_subscription_is_paid_at_once_changed_and_canceled()
    {
        var made = (await Gateway.CreateSubscription(await Order("pm_card_visa"))).Subscription!;
        Assert.Equal(("active", 3374L, "u1"), (made.Status, made.AmountDueMinorUnits!.Value, made.Metadata["user_id"]));

        var yearly = await Gateway.EnsurePrice(new("pro_yearly", "Pro", 44_990, "usd", "year"));
        var changed = await Gateway.ChangeSubscription(made.Id, yearly, "change-1");
        Assert.Equal(yearly, changed.Subscription!.PriceId);

        Assert.True((await Gateway.CancelSubscription(made.Id, atPeriodEnd: true))!.CancelAtPeriodEnd);
        Assert.Equal("canceled", (await Gateway.CancelSubscription(made.Id, atPeriodEnd: false))!.Status);
        Assert.Equal("canceled", (await Gateway.CancelSubscription(made.Id, atPeriodEnd: false))!.Status);
        Assert.Equal("canceled", (await Gateway.RetrieveSubscription(made.Id))!.Status);
    }

    [Fact]
    public async Task Without_a_card_or_with_one_that_wants_its_holder_the_client_gets_a_secret()
    {
        var open = (await Gateway.CreateSubscription(await Order(card: null))).Subscription!;
        Assert.Equal("incomplete", open.Status);
        Assert.Contains("_secret_", open.ClientSecret);

        var waiting = await Gateway.CreateSubscription(await Order("pm_card_authenticationRequired") with { IdempotencyKey = "sub-2" });
        Assert.Equal((null, "incomplete"), (waiting.DeclineMessage, waiting.Subscription!.Status));
        Assert.Contains("_secret_", waiting.Subscription.ClientSecret);
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", "card_declined")]
    [InlineData("pm_card_chargeCustomerFail", "card_declined")]
    [InlineData("pm_none", "resource_missing")]
    public async Task A_card_that_does_not_pay_is_told_as_a_decline(string card, string code)
    {
        var declined = await Gateway.CreateSubscription(await Order(card));

        Assert.Equal(code, declined.Code);
        Assert.NotNull(declined.DeclineMessage);
    }

    [Fact]
    public async Task Refunds_and_disputes_of_a_payment_are_seen()
    {
        var intent = ((PaymentAccepted)await Gateway.CreatePaymentIntent(new(4499, "usd", "tcrd_1") { PaymentMethodId = "pm_card_visa" })).Intent.Id;
        Assert.Equal(1000, (await Gateway.CreateRefund(new(intent, 1000, "r1"))).Refund!.AmountMinorUnits);
        Assert.Equal(3499, (await Gateway.CreateRefund(new(intent, null, "r2"))).Refund!.AmountMinorUnits);
        Assert.Contains("already been refunded", (await Gateway.CreateRefund(new(intent, null, "r3"))).Refused);

        await account.Control("/disputes", new { payment_intent = intent });
        var dispute = Assert.Single(await Gateway.ListDisputes(intent));
        Assert.Equal((intent, "needs_response"), (dispute.PaymentIntentId, dispute.Status));
    }

    [Fact]
    public async Task The_invoice_of_a_subscriptions_payment_is_found_and_a_cards_payment_has_none()
    {
        var made = (await Gateway.CreateSubscription(await Order("pm_card_visa"))).Subscription!;
        var paid = (await Gateway.ListEvents([StripeEventType.PaymentIntentSucceeded], account.Server.Simulator.Now.AddMinutes(-1))).Events[^1].PaymentIntent!;

        var invoice = await Gateway.FindInvoice(paid.Id);
        Assert.Equal((made.Id, "u1"), (invoice!.SubscriptionId, invoice.SubscriptionMetadata["user_id"]));

        var card = ((PaymentAccepted)await Gateway.CreatePaymentIntent(new(4499, "usd", "tcrd_2") { PaymentMethodId = "pm_card_visa" })).Intent;
        Assert.Null(await Gateway.FindInvoice(card.Id));
        Assert.Null(await Gateway.FindInvoice("pi_nobodys"));
    }

    [Fact]
    public async Task A_cancellation_is_taken_back_unless_it_is_too_late()
    {
        var made = (await Gateway.CreateSubscription(await Order("pm_card_visa"))).Subscription!;
        await Gateway.CancelSubscription(made.Id, atPeriodEnd: true);
        Assert.False((await Gateway.UndoCancellation(made.Id))!.CancelAtPeriodEnd);
        await Gateway.CancelSubscription(made.Id, atPeriodEnd: false);
        Assert.Equal("canceled", (await Gateway.UndoCancellation(made.Id))!.Status);
        Assert.Null(await Gateway.UndoCancellation("sub_nobodys"));
    }

    [Fact]
    public async Task Another_payment_method_pays_the_first_invoice_and_a_repeat_pays_it_once()
    {
        var open = (await Gateway.CreateSubscription(await Order(card: null))).Subscription!;
        Assert.Equal("card_declined", (await Gateway.ChangePaymentMethod(open.Id, "pm_card_chargeCustomerFail", "change-1")).Code);
        Assert.Equal("resource_missing", (await Gateway.ChangePaymentMethod(open.Id, "pm_nobodys", "change-2")).Code);

        for (var i = 0; i < 2; i++)
            Assert.Equal("active", (await Gateway.ChangePaymentMethod(open.Id, "pm_card_visa", "change-3")).Subscription!.Status);
        Assert.Single((await Gateway.ListEvents([StripeEventType.InvoicePaid], account.Server.Simulator.Now.AddMinutes(-1))).Events);
    }

    [Fact]
    public async Task Events_are_caught_up_with_from_the_oldest()
    {
        var from = account.Server.Simulator.Now;
        await Gateway.CreateSubscription(await Order("pm_card_visa"));
        for (var month = 0; month < 3; month++) await account.Advance(TimeSpan.FromDays(31));

        var page = await Gateway.ListEvents([StripeEventType.InvoicePaid, StripeEventType.SubscriptionCreated], from);

        Assert.Equal(["customer.subscription.created", "invoice.paid", "invoice.paid", "invoice.paid", "invoice.paid"], page.Events.Select(happened => happened.Type));
        Assert.Equal(page.Events[0].Subscription!.Id, page.Events[1].InvoicedSubscriptionId);
        Assert.Empty((await Gateway.ListEvents([StripeEventType.InvoicePaid], from, page.Events[^1].Id)).Events);
    }
}
