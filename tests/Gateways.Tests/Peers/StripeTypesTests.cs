using System.Text.Json;
using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Peers;

/// <summary>All that the adapter sends, and what our tests answer it, against the types of Stripe's own package at the version in use.</summary>
public abstract class StripeTypesTests(StripeAdapterUnderTest adapter)
{
    private const string Intent = """
        {"id":"pi_1","client_secret":"pi_1_secret_1","status":"succeeded","amount":4499,"amount_received":4499,"currency":"usd","metadata":{}}
        """;

    private static readonly Dictionary<string, string> Metadata = new() { ["user_id"] = "u1", ["time_card_id"] = "tcrd_1" };

    [SkippableFact]
    public async Task Stripes_types_accept_every_request_and_every_object()
    {
        var requests = (await EveryRequest()).Select(Typed).ToList();
        requests.Add(new { method = "POST", route = "/v1/refunds", pairs = new string[][] { ["payment_intents", "pi_1"] } });
        requests.Add(new { method = "POST", route = "/v1/prices", pairs = new string[][] { ["currency", "usd"], ["recurring[interval]", "fortnight"] } });

        var found = await NpmPeers.Run("stripe-types.mjs", new { requests, objects = Objects().Append(new { type = "Event['type']", json = "\"charge.paid\"" }).ToArray() });

        // Three are wrong on purpose: without their errors the check would check nothing.
        Assert.Collection(found.EnumerateArray().Select(error => error.GetString()!),
            error => Assert.Matches("^POST /v1/refunds: .*payment_intents", error),
            error => Assert.Matches("^POST /v1/prices: .*fortnight", error),
            error => Assert.Matches("^Event.*charge.paid", error));
    }

    private async Task<List<AskedOfStripe>> EveryRequest()
    {
        var stripe = new ScriptedStripe(adapter);
        var gateway = stripe.Gateway;
        var order = new CreatePaymentIntent(4499, "usd", "tcrd_1") { Metadata = Metadata };

        await stripe.Answers("""{"id":"cus_1"}""").Gateway.CreateCustomer(new CreateCustomer("u1", "a@example.com", "Ann", "customer-u1"));
        await stripe.Answers(Intent).Gateway.CreatePaymentIntent(order);
        await stripe.Answers(Intent).Gateway.CreatePaymentIntent(order with
        {
            CustomerId = "cus_1",
            PaymentMethodId = "pm_1",
            SavePaymentMethod = true,
            Description = "Five hours",
            ReceiptEmail = "a@example.com",
        });
        await stripe.Answers(Intent).Gateway.CancelPaymentIntent("pi_1");
        await stripe.Answers(StripeJsonTexts.Refund).Gateway.CreateRefund(new CreateRefund("pi_1", 1500, "refund-1") { Metadata = Metadata });
        await stripe.Answers(StripeJsonTexts.List()).Gateway.ListDisputes("pi_1");
        foreach (var interval in new[] { "month", "year" })
        {
            stripe.Answers(StripeJsonTexts.List()).Answers("""{"id":"prod_1"}""").Answers("""{"id":"price_1"}""");
            await gateway.EnsurePrice(new PlanPrice("basic", "Basic", 799, "usd", interval));
        }
        foreach (var percent in new[] { true, false })
        {
            stripe.Answers("""{"id":"pm_1"}""").Answers("""{"id":"coup_1"}""").Answers(StripeJsonTexts.Incomplete)
                .Answers(StripeJsonTexts.Invoice).Answers(StripeJsonTexts.Paid);
            await gateway.CreateSubscription(new CreateSubscription("cus_1", "price_1", "sub-1")
            {
                PaymentMethodId = "pm_1",
                Metadata = Metadata,
                PercentOff = percent ? 25 : null,
                AmountOffMinorUnits = percent ? null : 200,
            });
        }
        await stripe.Answers(StripeJsonTexts.Active).Gateway.CancelSubscription("sub_1", atPeriodEnd: true);
        await stripe.Answers(StripeJsonTexts.Active).Gateway.CancelSubscription("sub_1", atPeriodEnd: false);
        await stripe.Answers(StripeJsonTexts.Active).Answers(StripeJsonTexts.Active).Gateway.ChangeSubscription("sub_1", "price_2", "change-1");
        await stripe.Answers(StripeJsonTexts.List()).Gateway.ListEvents(["charge.refunded"], DateTimeOffset.UnixEpoch, "evt_1");
        await ListManyEvents(stripe);

        Assert.All(stripe.Asked, asked => Assert.Equal("2026-10-28.endive", asked.Version));
        return stripe.Asked;
    }

    /// <summary>More than fit in a page of a single second: every parameter of the list is used.</summary>
    private static async Task ListManyEvents(ScriptedStripe stripe)
    {
        var happened = StripeJsonTexts.Event("charge.refunded", StripeJsonTexts.Charge, created: 1001);
        stripe.Answers(StripeJsonTexts.List(true, happened)).Answers(StripeJsonTexts.List())
            .Answers(StripeJsonTexts.List(true, happened)).Answers(StripeJsonTexts.List(false, happened));
        await stripe.Gateway.ListEvents(["charge.refunded"], DateTimeOffset.FromUnixTimeSeconds(1000));
    }

    private static object Typed(AskedOfStripe asked)
    {
        var steps = asked.Path.Split('/');
        if (steps.Length > 3) steps[3] = "*";
        return new { method = asked.Method, route = string.Join('/', steps), pairs = asked.Parameters };
    }

    private static IEnumerable<object> Objects()
    {
        (string, string)[] objects =
        [
            ("Charge", StripeJsonTexts.Charge), ("Refund", StripeJsonTexts.Refund), ("Refund", StripeJsonTexts.FailedRefund),
            ("Dispute", StripeJsonTexts.Dispute), ("Invoice", StripeJsonTexts.Invoice), ("Price", StripeJsonTexts.Price()),
            ("Subscription", StripeJsonTexts.Active), ("Subscription", StripeJsonTexts.Incomplete), ("Subscription", StripeJsonTexts.Paid),
        ];
        var eventTypes = typeof(StripeEventType).GetFields().Select(constant => ("Event['type']", JsonSerializer.Serialize(constant.GetValue(null))));
        return objects.Concat(eventTypes).Select(one => new { type = one.Item1, json = one.Item2 });
    }
}
