using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Stripe;
using MindBot.WebFront.Tests.Server;
using MindBot.WebFront.Tests.Subscriptions;

namespace MindBot.WebFront.Tests.Contract;

[Collection(FrontCollection.Name)]
public sealed class StripeWebhookTests(FrontServer server)
{
    [Fact]
    public async Task An_event_that_Stripe_did_not_sign_is_refused_and_credits_nothing()
    {
        var user = await server.NewUser();
        var bought = await user.Post("/time/purchase", new { package_id = "starter_1h" }).Ok();
        var body = await Succeeded(user, bought.Text("time_card_id"), bought.Text("payment_intent_id"), 999);

        await Deliver(body, signature: null).Problem(400, "invalid_signature");
        await Deliver(body, "t=1,v1=00").Problem(400, "invalid_signature");
        await Deliver(body, Sign(body, secret: "whsec_of_somebody_else")).Problem(400, "invalid_signature");
        await Deliver(body + " ", Sign(body)).Problem(400, "invalid_signature");
        await Deliver(body, Sign(body, ageSeconds: 400)).Problem(400, "invalid_signature");
        Assert.Equal(0, await user.Minutes());
    }

    [Fact]
    public async Task A_payment_credits_once_however_often_it_is_told()
    {
        var user = await server.NewUser();
        var bought = await user.Post("/time/purchase", new { package_id = "starter_1h" }).Ok();
        for (var i = 0; i < 3; i++)
        {
            var body = await Succeeded(user, bought.Text("time_card_id"), bought.Text("payment_intent_id"), 999, eventId: $"evt_{bought.Text("time_card_id")}_{i / 2}");
            Assert.Equal("""{"status":"received"}""", (await Deliver(body, Sign(body)).Ok()).GetRawText());
        }
        Assert.Equal(60, await user.Minutes());
    }

    [Fact]
    public async Task A_payment_of_another_amount_or_service_credits_nothing()
    {
        var user = await server.NewUser();
        var bought = await user.Post("/time/purchase", new { package_id = "starter_1h" }).Ok();
        var cheap = await Succeeded(user, bought.Text("time_card_id"), bought.Text("payment_intent_id"), 1);
        await Deliver(cheap, Sign(cheap)).Ok();
        var foreign = (await Succeeded(user, bought.Text("time_card_id"), bought.Text("payment_intent_id"), 999)).Replace("time_card_purchase", "coffee");
        await Deliver(foreign, Sign(foreign)).Ok();
        Assert.Equal(0, await user.Minutes());
    }

    [Fact]
    public async Task An_event_that_cannot_be_looked_up_is_wanted_again()
    {
        var body = $$$"""
            {"id":"evt_{{{Guid.NewGuid():n}}}","object":"event","type":"charge.dispute.created","created":1760000000,"livemode":false,
            "data":{"object":{"id":"dp_1","object":"dispute","charge":"ch_1","payment_intent":"pi_of_somebody","amount":999,"currency":"usd",
            "status":"needs_response","reason":"fraudulent"} } }
            """;
        var fault = new HttpRequestMessage(HttpMethod.Post, "/dev/stripe/simulate/faults")
        {
            Content = new StringContent("""{"fault":"fail_calls","count":1,"status":401}""", Encoding.UTF8, "application/json"),
        };
        fault.Headers.Authorization = new("Bearer", server.Services.GetRequiredService<StripeOptions>().SecretKey);
        await server.Anonymous.SendAsync(fault).Ok();

        await Deliver(body, Sign(body)).Problem(503, "temporarily_unavailable");
        await Deliver(body, Sign(body)).Ok();
    }

    [Fact]
    public async Task Events_of_kinds_that_we_do_not_know_are_received()
    {
        var body = """{"id":"evt_unknown","object":"event","type":"customer.created","created":1760000000,"livemode":false,"data":{"object":{"id":"cus_1"}}}""";
        await Deliver(body, Sign(body)).Ok();
        await Deliver("not json", Sign("not json")).Problem(400, "invalid_event");
    }

    [Fact]
    public async Task A_larger_event_than_our_own_requests_may_be_is_read()
    {
        var large = $$"""{"id":"evt_large","object":"event","type":"x.y","created":1760000000,"livemode":false,"data":{"object":{"text":"{{new string('x', 200_000)}}" } } }""";
        await Deliver(large, Sign(large)).Ok();
        var tooLarge = new string('x', 300_000);
        await Deliver(tooLarge, Sign(tooLarge)).Problem(413, "body_too_large");
    }

    private static async Task<string> Succeeded(ApiUser user, string cardId, string intentId, int cents, string? eventId = null) =>
        $$"""
        {"id":"{{eventId ?? "evt_" + Guid.NewGuid().ToString("n")}}","object":"event","type":"payment_intent.succeeded","created":1760000000,"livemode":false,
        "data":{"object":{"id":"{{intentId}}","object":"payment_intent","client_secret":"s","status":"succeeded","amount":{{cents}},"amount_received":{{cents}},
        "currency":"usd","metadata":{"mindbot_service":"time_card_purchase","user_id":"{{await user.Id()}}","time_card_id":"{{cardId}}" } } } }
        """;

    private Task<HttpResponseMessage> Deliver(string body, string? signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (signature is not null) request.Headers.Add("Stripe-Signature", signature);
        return server.Anonymous.SendAsync(request);
    }

    private string Sign(string body, string? secret = null, int ageSeconds = 0) => StripeDesk.Sign(server, body, secret, ageSeconds);
}
