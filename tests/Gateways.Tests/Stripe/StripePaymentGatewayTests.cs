using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

public abstract class StripePaymentGatewayTests(StripeAdapterUnderTest adapter) : IAsyncLifetime
{
    private readonly SkippingTime time = new();
    private StripeServer server = null!;

    public async Task InitializeAsync() => server = await StripeServer.Start(time, adapter: adapter);

    public async Task DisposeAsync() => await server.DisposeAsync();

    private static CreatePaymentIntent Order(string? paymentMethod = null, string card = "tcrd_1", long amount = 4499) => new(amount, "usd", card)
    {
        PaymentMethodId = paymentMethod,
        Metadata = PaymentMetadata.For("time_card", "user-1", card),
    };

    [Fact]
    public async Task An_order_without_a_payment_method_waits_for_the_client()
    {
        var accepted = Assert.IsType<PaymentAccepted>(await server.Gateway.CreatePaymentIntent(Order()));

        Assert.Equal(PaymentIntentStatus.RequiresPaymentMethod, accepted.Intent.Status);
        Assert.StartsWith("pi_", accepted.Intent.Id);
        Assert.Equal(27, accepted.Intent.Id.Length);
        Assert.StartsWith(accepted.Intent.Id + "_secret_", accepted.Intent.ClientSecret);
        Assert.Equal((4499, 0, "usd"), (accepted.Intent.AmountMinorUnits, accepted.Intent.AmountReceivedMinorUnits, accepted.Intent.Currency));
        Assert.Equal("user-1", accepted.Intent.Metadata[PaymentMetadata.UserId]);
        Assert.Equal("tcrd_1", accepted.Intent.Metadata[PaymentMetadata.TimeCardId]);
        Assert.Equal("time_card", accepted.Intent.Metadata[PaymentMetadata.Service]);
    }

    [Theory]
    [InlineData("pm_card_visa")]
    [InlineData("pm_card_mastercard")]
    public async Task An_order_with_a_good_card_is_paid_at_once(string card)
    {
        var accepted = Assert.IsType<PaymentAccepted>(await server.Gateway.CreatePaymentIntent(Order(card)));

        Assert.Equal(PaymentIntentStatus.Succeeded, accepted.Intent.Status);
        Assert.Equal(4499, accepted.Intent.AmountReceivedMinorUnits);
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", "card_declined", "generic_decline", "Your card was declined.")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds", "Your card has insufficient funds.")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card", null, "Your card has expired.")]
    [InlineData("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", null, "Your card's security code is incorrect.")]
    [InlineData("pm_card_chargeDeclinedProcessingError", "processing_error", null, "An error occurred while processing your card. Try again in a little bit.")]
    public async Task A_declined_card_is_a_value_with_the_banks_reason(string card, string code, string? declineCode, string message)
    {
        var declined = Assert.IsType<PaymentDeclined>(await server.Gateway.CreatePaymentIntent(Order(card)));

        Assert.Equal((message, code, declineCode), (declined.Message, declined.Code, declined.DeclineCode));
        Assert.Equal(PaymentIntentStatus.RequiresPaymentMethod, declined.Intent!.Status);
        Assert.Equal(message, declined.Intent.LastErrorMessage);
    }

    [Fact]
    public async Task A_payment_method_that_does_not_exist_is_declined_too()
    {
        var declined = Assert.IsType<PaymentDeclined>(await server.Gateway.CreatePaymentIntent(Order("pm_nonsense")));

        Assert.Equal("resource_missing", declined.Code);
        Assert.Null(declined.Intent);
    }

    [Theory]
    [InlineData("pm_card_authenticationRequired")]
    [InlineData("pm_card_threeDSecure2Required")]
    public async Task A_card_that_wants_its_holder_leaves_the_intent_waiting_for_an_action(string card)
    {
        var accepted = Assert.IsType<PaymentAccepted>(await server.Gateway.CreatePaymentIntent(Order(card)));

        Assert.Equal(PaymentIntentStatus.RequiresAction, accepted.Intent.Status);
        Assert.Equal(0, accepted.Intent.AmountReceivedMinorUnits);
    }

    [Fact]
    public async Task Ordering_twice_with_one_key_makes_one_intent()
    {
        var first = (PaymentAccepted)await server.Gateway.CreatePaymentIntent(Order("pm_card_visa"));
        var second = (PaymentAccepted)await server.Gateway.CreatePaymentIntent(Order("pm_card_visa"));
        var other = (PaymentAccepted)await server.Gateway.CreatePaymentIntent(Order("pm_card_visa", card: "tcrd_2"));

        Assert.Equal(first.Intent.Id, second.Intent.Id);
        Assert.NotEqual(first.Intent.Id, other.Intent.Id);
    }

    [Fact]
    public async Task One_key_for_two_different_orders_is_a_misuse()
    {
        await server.Gateway.CreatePaymentIntent(Order());

        var refused = await Assert.ThrowsAsync<PaymentGatewayException>(() => server.Gateway.CreatePaymentIntent(Order(amount: 999)));

        Assert.Equal((400, "idempotency_error"), (refused.StatusCode, refused.Code));
    }

    [Fact]
    public async Task An_amount_that_stripe_does_not_take_is_a_misuse()
    {
        var refused = await Assert.ThrowsAsync<PaymentGatewayException>(() => server.Gateway.CreatePaymentIntent(Order(amount: 49)));

        Assert.Equal("amount_too_small", refused.Code);
    }

    [Fact]
    public async Task A_retrieved_intent_is_the_one_that_was_made()
    {
        var made = ((PaymentAccepted)await server.Gateway.CreatePaymentIntent(Order())).Intent;

        var found = await server.Gateway.RetrievePaymentIntent(made.Id);

        Assert.Equal((made.Id, made.ClientSecret, made.Status), (found!.Id, found.ClientSecret, found.Status));
    }

    [Fact]
    public async Task An_unknown_intent_is_null()
    {
        Assert.Null(await server.Gateway.RetrievePaymentIntent("pi_unknown"));
        Assert.Null(await server.Gateway.CancelPaymentIntent("pi_unknown"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("pi_1/cancel")]
    public async Task What_is_no_id_never_reaches_stripe(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(() => server.Gateway.RetrievePaymentIntent(id));

    [Fact]
    public async Task A_canceled_intent_is_canceled_and_stays_so()
    {
        var made = ((PaymentAccepted)await server.Gateway.CreatePaymentIntent(Order())).Intent;

        Assert.Equal(PaymentIntentStatus.Canceled, (await server.Gateway.CancelPaymentIntent(made.Id))!.Status);
        Assert.Equal(PaymentIntentStatus.Canceled, (await server.Gateway.CancelPaymentIntent(made.Id))!.Status);
    }

    [Fact]
    public async Task Canceling_what_is_paid_answers_that_it_is_paid()
    {
        var paid = ((PaymentAccepted)await server.Gateway.CreatePaymentIntent(Order("pm_card_visa"))).Intent;

        Assert.Equal(PaymentIntentStatus.Succeeded, (await server.Gateway.CancelPaymentIntent(paid.Id))!.Status);
    }

    [Fact]
    public async Task Everything_of_an_order_arrives_at_stripe()
    {
        await server.Gateway.CreatePaymentIntent(Order() with
        {
            Description = "Basic Pack, 5 h & more = good",
            ReceiptEmail = "a+b@example.com",
            SavePaymentMethod = true,
        });

        var intent = (await server.Get("/v1/payment_intents")).Json.GetProperty("data")[0];
        Assert.Equal("Basic Pack, 5 h & more = good", intent.GetProperty("description").GetString());
        Assert.Equal("a+b@example.com", intent.GetProperty("receipt_email").GetString());
        Assert.Equal("off_session", intent.GetProperty("setup_future_usage").GetString());
    }

    [Fact]
    public async Task A_wrong_key_is_a_misuse_and_is_not_shown()
    {
        await using var other = await StripeServer.Start(time, secretKey: "sk_test_someone_elses_key_1234", adapter: adapter);

        var refused = await Assert.ThrowsAsync<PaymentGatewayException>(() => other.Gateway.CreatePaymentIntent(Order()));

        Assert.Equal(401, refused.StatusCode);
        Assert.DoesNotContain("someone_elses_key", refused.ToString());
    }

    [Fact]
    public async Task No_secret_reaches_a_log()
    {
        var made = ((PaymentAccepted)await server.Gateway.CreatePaymentIntent(Order())).Intent;

        Assert.Contains(server.Logs.Lines, line => line.Contains("/v1/payment_intents"));
        Assert.DoesNotContain(server.Logs.Lines, line => line.Contains(server.Simulator.Options.SecretKey));
        Assert.DoesNotContain(server.Logs.Lines, line => line.Contains(made.ClientSecret));
    }

    [Fact]
    public void Printing_an_intent_does_not_print_its_client_secret()
    {
        var intent = new PaymentIntent("pi_1", "pi_1_secret_x", "succeeded", 1, 1, "usd", new Dictionary<string, string>(), null);

        Assert.DoesNotContain("secret", new PaymentAccepted(intent).ToString());
    }
}
