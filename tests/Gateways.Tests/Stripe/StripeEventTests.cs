using System.Text;
using MindBot.Gateways.Stripe;

namespace MindBot.Gateways.Tests.Stripe;

public sealed class StripeEventTests
{
    private const string Intent = """
        {"id":"pi_1","object":"payment_intent","amount":4499,"amount_received":4499,"client_secret":"pi_1_secret_2","currency":"usd",
         "metadata":{"user_id":"u1"},"status":"succeeded","last_payment_error":null,"some_new_field":[1]}
        """;

    private static string Event(string type, string subject) =>
        $$"""{"id":"evt_1","object":"event","api_version":"2026-10-28.endive","created":1790000000,"livemode":true,"type":"{{type}}","data":{"object":{{subject}}},"request":null}""";

    private static StripeEvent Parse(string json) => StripeEvent.Parse(Encoding.UTF8.GetBytes(json));

    [Fact]
    public void A_payment_event_carries_its_typed_intent()
    {
        var happened = Parse(Event(StripeEventType.PaymentIntentSucceeded, Intent));

        Assert.Equal(("evt_1", "payment_intent.succeeded", true, "2026-10-28.endive"), (happened.Id, happened.Type, happened.Livemode, happened.ApiVersion));
        Assert.Equal(1_790_000_000, happened.Created.ToUnixTimeSeconds());
        Assert.Equal(("pi_1", 4499L, "u1"), (happened.PaymentIntent!.Id, happened.PaymentIntent.AmountReceivedMinorUnits, happened.PaymentIntent.Metadata["user_id"]));
    }

    [Fact]
    public void Another_event_carries_its_object_as_it_came()
    {
        var happened = Parse(Event("charge.refunded", """{"id":"ch_1","amount_refunded":100}"""));

        Assert.Null(happened.PaymentIntent);
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
