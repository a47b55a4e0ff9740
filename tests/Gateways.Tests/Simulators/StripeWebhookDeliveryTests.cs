using System.Net;
using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class StripeWebhookDeliveryTests : IAsyncLifetime
{
    private readonly SkippingTime time = new();
    private StripeServer server = null!;

    public async Task InitializeAsync() => server = await StripeServer.Start(time);

    public async Task DisposeAsync() => await server.DisposeAsync();

    private Task<RawAnswer> Create(string? card = null) => server.Post("/v1/payment_intents",
        "amount=4499&currency=usd&metadata[user_id]=u1&return_url=http://x" + (card is null ? "" : $"&confirm=true&payment_method={card}"));

    private async Task<StripeEvent> Next()
    {
        var webhook = await server.Inbox.Next();
        Assert.Equal(StripeSignatureResult.Valid,
            StripeWebhookSignature.Verify(webhook.Body, webhook.Signature, [server.Simulator.Options.WebhookSecret], time.GetUtcNow()));
        return StripeEvent.Parse(webhook.Body);
    }

    private async Task<string[]> Listed(string query) => [.. (await server.Get("/v1/events" + query)).Json.GetProperty("data")
        .EnumerateArray().Select(happened => happened.GetProperty("type").GetString()!["payment_intent.".Length..])];

    [Theory]
    [InlineData("pm_card_visa", "payment_intent.succeeded", "succeeded")]
    [InlineData("pm_card_chargeDeclined", "payment_intent.payment_failed", "requires_payment_method")]
    [InlineData("pm_card_authenticationRequired", "payment_intent.requires_action", "requires_action")]
    public async Task A_payment_sends_its_creation_and_then_what_came_of_it(string card, string type, string status)
    {
        await Create(card);

        Assert.Equal("payment_intent.created", (await Next()).Type);
        var outcome = await Next();
        Assert.Equal((type, status), (outcome.Type, outcome.PaymentIntent!.Status));
        Assert.Equal("u1", outcome.PaymentIntent.Metadata["user_id"]);
    }

    [Fact]
    public async Task A_cancellation_is_sent()
    {
        var made = await Create();
        await server.Post($"/v1/payment_intents/{made.Text("id")}/cancel");

        await Next();
        Assert.Equal(StripeEventType.PaymentIntentCanceled, (await Next()).Type);
    }

    [Fact]
    public async Task A_refused_webhook_comes_again_with_the_same_id_and_does_not_hold_up_the_next()
    {
        server.Inbox.RefuseNext(deliveries: 1);
        await Create("pm_card_visa");

        var received = new[] { await Next(), await Next(), await Next() };

        Assert.Equal(2, received.Select(happened => happened.Id).Distinct().Count());
        Assert.Equal(2, received.Count(happened => happened.Type == "payment_intent.created"));
        await Eventually.Holds(async () => (await Listed("?delivery_success=true")).Length == 2);
    }

    [Fact]
    public async Task A_webhook_that_is_refused_too_often_is_given_up_and_stays_listed_as_undelivered()
    {
        server.Inbox.RefuseNext(deliveries: 3);
        await Create();
        for (var attempt = 0; attempt < 3; attempt++) await Next();

        await Eventually.Holds(async () => (await server.Get("/v1/events")).Json.GetProperty("data")[0].GetProperty("pending_webhooks").GetInt32() == 0);
        Assert.Equal(["created"], await Listed("?delivery_success=false"));
        Assert.True(server.Inbox.IsEmpty);
    }

    [Fact]
    public async Task A_lost_webhook_is_found_in_the_list_of_undelivered_events()
    {
        server.Faults.LoseWebhooks(events: 1);
        await Create("pm_card_visa");

        Assert.Equal(StripeEventType.PaymentIntentSucceeded, (await Next()).Type);
        Assert.Equal(["created"], await Listed("?delivery_success=false&types[]=payment_intent.created"));
    }

    [Fact]
    public async Task A_duplicated_webhook_comes_twice_with_one_id()
    {
        server.Faults.DuplicateWebhooks(events: 1);
        await Create();

        Assert.Equal((await Next()).Id, (await Next()).Id);
    }

    [Fact]
    public async Task Events_are_listed_by_type_and_time_and_found_by_id()
    {
        await Create("pm_card_visa");
        var later = time.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        time.Advance(TimeSpan.FromHours(1));
        await Create("pm_card_chargeDeclined");

        Assert.Equal(["payment_failed", "created", "succeeded", "created"], await Listed(""));
        Assert.Equal(["payment_failed", "succeeded"], await Listed("?types[0]=payment_intent.succeeded&types[1]=payment_intent.payment_failed"));
        Assert.Equal(["payment_failed", "created"], await Listed($"?created[gte]={later}"));
        Assert.Equal(["succeeded"], await Listed($"?created[lt]={later}&type=payment_intent.succeeded"));

        var id = (await server.Get("/v1/events?limit=1")).Json.GetProperty("data")[0].GetProperty("id").GetString();
        Assert.Equal(id, (await server.Get($"/v1/events/{id}")).Text("id"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Get("/v1/events/evt_none")).Status);
    }
}
