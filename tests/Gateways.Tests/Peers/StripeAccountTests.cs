using System.Text;
using System.Text.Json;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Peers;

/// <summary>The simulated account against Stripe's own package, unchanged, as its client and as the receiver of its webhooks.</summary>
public sealed class StripeAccountTests
{
    [SkippableFact]
    public async Task Stripes_package_keeps_a_whole_account_in_the_simulator()
    {
        await using var server = await StripeServer.Start(prefix: "");

        var answers = await NpmPeers.Run("stripe-account.mjs", new { port = server.ApiBase.Port, key = server.Simulator.Options.SecretKey });

        string Raw(string name) => answers.GetProperty(name).GetRawText();
        Assert.Equal("""["4242"]""", Raw("cards"));
        Assert.Equal("""[[true,"Pro"]]""", Raw("found"));
        Assert.Equal("[true]", Raw("codes"));
        Assert.Equal("""["incomplete",3374,"payment_intent","payment_intent"]""", Raw("incomplete"));
        Assert.Equal("""["paid","c1"]""", Raw("invoice"));
        Assert.Equal("""["active",true]""", Raw("active"));
        Assert.Equal("[true,true]", Raw("ending"));
        Assert.Equal("""["canceled","bye"]""", Raw("canceled"));
        Assert.Equal("""["succeeded",500,2000,true]""", Raw("refund"));
        Assert.Equal("""["StripeInvalidRequestError amount","StripeInvalidRequestError charge_already_refunded"]""", Raw("refused"));
        Assert.Equal("""["needs_response"]""", Raw("disputes"));
        Assert.Equal("""["charge.refunded","charge.refunded","customer.subscription.deleted","invoice.paid"]""", Raw("types"));
        Assert.Equal("true", Raw("deleted"));
        Assert.Equal("\"StripeInvalidRequestError parameter_unknown nickname\"", Raw("unknown"));
        Assert.Equal("\"StripeInvalidRequestError resource_missing id\"", Raw("missing"));
    }

    [SkippableFact]
    public async Task Stripes_package_accepts_the_webhooks_of_every_kind()
    {
        await using var server = await StripeServer.Start();
        const string Pay = "amount=4499&currency=usd&confirm=true&return_url=http://x&payment_method=";
        await server.Post("/v1/payment_intents", Pay + "pm_card_createDispute");
        var paid = await server.Post("/v1/payment_intents", Pay + "pm_card_visa");
        await server.Post("/v1/refunds", $"payment_intent={paid.Text("id")}");
        string[] expected =
        [
            "payment_intent.created payment_intent", "payment_intent.succeeded payment_intent", "charge.dispute.created dispute",
            "charge.dispute.funds_withdrawn dispute", "payment_intent.created payment_intent", "payment_intent.succeeded payment_intent",
            "refund.created refund", "charge.refunded charge",
        ];

        var deliveries = new List<object>();
        while (deliveries.Count < expected.Length)
        {
            var webhook = await server.Inbox.Next();
            deliveries.Add(new { payload = Encoding.UTF8.GetString(webhook.Body), header = webhook.Signature });
        }
        var received = await NpmPeers.Run("stripe-construct-events.mjs", new { deliveries, secret = server.Simulator.Options.WebhookSecret });

        Assert.Equal(expected, received.Deserialize<string[]>());
    }
}
