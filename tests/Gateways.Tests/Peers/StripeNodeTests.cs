using System.Text;
using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Peers;

/// <summary>Our verifier, our webhooks and our simulated API against Stripe's own package.</summary>
public sealed class StripeNodeTests
{
    private const string Secret = "whsec_peer";

    [SkippableTheory]
    [InlineData("""{"id":"evt_1","object":"event","text":"grüß \u0007"}""")]
    [InlineData("")]
    public async Task What_stripe_signs_our_verifier_accepts(string payload)
    {
        var now = TimeProvider.System.GetUtcNow();

        var header = (await NpmPeers.Run("stripe-sign.mjs", new { payload, secret = Secret, timestamp = now.ToUnixTimeSeconds() })).GetString();

        var body = Encoding.UTF8.GetBytes(payload);
        Assert.Equal(StripeSignatureResult.Valid, StripeWebhookSignature.Verify(body, header, [Secret], now));
        Assert.Equal(StripeSignatureResult.Mismatch, StripeWebhookSignature.Verify([.. body, 32], header, [Secret], now));
    }

    [SkippableFact]
    public async Task Stripes_package_accepts_the_simulators_webhooks()
    {
        await using var server = await StripeServer.Start();
        await server.Gateway.CreatePaymentIntent(new(4499, "usd", "tcrd_1") { PaymentMethodId = "pm_card_visa" });
        await server.Inbox.Next();
        var webhook = await server.Inbox.Next();

        var happened = await NpmPeers.Run("stripe-construct-event.mjs",
            new { payload = Encoding.UTF8.GetString(webhook.Body), header = webhook.Signature, secret = server.Simulator.Options.WebhookSecret });

        Assert.Equal("payment_intent.succeeded", happened.GetProperty("type").GetString());
        Assert.Equal(4499, happened.GetProperty("data").GetProperty("object").GetProperty("amount_received").GetInt64());
    }

    [SkippableFact]
    public async Task Stripes_package_buys_from_the_simulator()
    {
        await using var server = await StripeServer.Start(prefix: "");

        var answers = await NpmPeers.Run("stripe-client.mjs", new { port = server.ApiBase.Port, key = server.Simulator.Options.SecretKey });

        Assert.Equal("requires_payment_method", answers.GetProperty("created").GetString());
        Assert.Equal("succeeded", answers.GetProperty("confirmed").GetString());
        Assert.Equal("StripeCardError insufficient_funds", answers.GetProperty("declined").GetString());
        Assert.Equal("StripeInvalidRequestError parameter_unknown", answers.GetProperty("refused").GetString());
        Assert.Equal("StripeIdempotencyError", answers.GetProperty("reused").GetString());
        Assert.Equal("StripeAuthenticationError", answers.GetProperty("unauthenticated").GetString());
        Assert.Equal("canceled", answers.GetProperty("canceled").GetString());
        Assert.Equal("u1", answers.GetProperty("metadata").GetString());
        Assert.Equal(5, answers.GetProperty("listed").GetInt32());
        Assert.Equal("payment_intent.succeeded", answers.GetProperty("event").GetString());
    }
}
