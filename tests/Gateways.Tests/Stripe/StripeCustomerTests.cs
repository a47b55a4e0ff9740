using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

public abstract class StripeCustomerTests(StripeAdapterUnderTest adapter)
{
    private const string Intent = """
        {"id":"pi_1","client_secret":"pi_1_secret_1","status":"succeeded","amount":4499,"amount_received":4499,"currency":"usd","metadata":{}}
        """;

    private readonly ScriptedStripe stripe = new(adapter);

    [Fact]
    public async Task A_customer_is_one_of_our_users()
    {
        var customer = await stripe.Answers("""{"id":"cus_1","object":"customer"}""").Gateway
            .CreateCustomer(new CreateCustomer("u1", "a+b@example.com", "Zoë", "customer-u1"));

        Assert.Equal(new Customer("cus_1"), customer);
        var asked = Assert.Single(stripe.Asked);
        stripe.WasAsked("POST /v1/customers name=Zoë&email=a+b@example.com&metadata[user_id]=u1");
        Assert.All(["name=Zo%C3%AB", "email=a%2Bb%40example.com"], encoded => Assert.Contains(encoded, asked.Encoded.Split('&')));
        Assert.Equal("customer-u1", asked.IdempotencyKey);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Name_and_address_are_not_needed(string? nothing)
    {
        await stripe.Answers("""{"id":"cus_1"}""").Gateway.CreateCustomer(new CreateCustomer("u1", nothing, nothing, "customer-u1"));

        stripe.WasAsked("POST /v1/customers metadata[user_id]=u1");
    }

    [Fact]
    public async Task A_customer_without_an_id_is_a_gateway_exception() => await Assert.ThrowsAsync<PaymentGatewayException>(
        () => stripe.Answers("""{"object":"customer"}""").Gateway.CreateCustomer(new CreateCustomer("u1", null, null, "customer-u1")));

    [Fact]
    public async Task A_customer_is_deleted_once_and_being_gone_is_what_was_asked_for()
    {
        await stripe.Answers("""{"id":"cus_1","object":"customer","deleted":true}""").Gateway.DeleteCustomer("cus_1");
        await stripe.Refuses(404, "invalid_request_error", "resource_missing").Gateway.DeleteCustomer("cus_1");
        await Assert.ThrowsAsync<PaymentGatewayException>(() => stripe.Refuses(401, "invalid_request_error").Gateway.DeleteCustomer("cus_1"));

        stripe.WasAsked("DELETE /v1/customers/cus_1", "DELETE /v1/customers/cus_1", "DELETE /v1/customers/cus_1");
    }

    [Fact]
    public async Task A_saved_payment_method_pays_for_its_customer()
    {
        var order = new CreatePaymentIntent(4499, "usd", "tcrd_1") { CustomerId = "cus_1", PaymentMethodId = "pm_1", SavePaymentMethod = true };

        Assert.IsType<PaymentAccepted>(await stripe.Answers(Intent).Gateway.CreatePaymentIntent(order));

        stripe.WasAsked(
            "POST /v1/payment_intents amount=4499&currency=usd&customer=cus_1&automatic_payment_methods[enabled]=true"
                + "&setup_future_usage=off_session&payment_method=pm_1&confirm=true&automatic_payment_methods[allow_redirects]=never");
    }
}
