using System.Net;
using System.Text;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class StripeSimulatorApiTests : IAsyncLifetime
{
    private const string Good = "amount=4499&currency=USD&automatic_payment_methods[enabled]=true&automatic_payment_methods[allow_redirects]=never";
    private readonly SkippingTime time = new();
    private StripeServer server = null!;

    public async Task InitializeAsync() => server = await StripeServer.Start(time);

    public async Task DisposeAsync() => await server.DisposeAsync();

    private async Task<RawAnswer> Create(string more = "") => await server.Post("/v1/payment_intents", Good + more);

    [Fact]
    public async Task Answers_carry_a_request_id_and_the_version()
    {
        var answer = await server.Post("/v1/payment_intents", Good, ("Stripe-Version", "2026-10-28.endive"));

        Assert.StartsWith("req_", answer.Headers["Request-Id"]);
        Assert.Equal("2026-10-28.endive", answer.Headers["Stripe-Version"]);
        Assert.Equal("usd", answer.Text("currency"));
    }

    [Fact]
    public async Task Another_version_is_refused() => Assert.Equal(HttpStatusCode.BadRequest,
        (await server.Post("/v1/payment_intents", Good, ("Stripe-Version", "2024-06-20"))).Status);

    [Theory]
    [InlineData(null)]
    [InlineData("sk_test_wrong_wrong")]
    [InlineData("pk_test_mindbot_simulator")]
    public async Task Without_the_secret_key_nothing_is_created(string? key)
    {
        var answer = await server.Send(HttpMethod.Post, "/v1/payment_intents", Good, key);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("invalid_request_error", answer.Error("type"));
    }

    [Fact]
    public async Task The_key_may_come_as_the_user_of_basic_authentication()
    {
        var basic = Convert.ToBase64String(Encoding.ASCII.GetBytes("sk_test_mindbot_simulator:"));

        Assert.Equal(HttpStatusCode.OK, (await server.Send(HttpMethod.Get, "/v1/events", key: null, headers: ("Authorization", "Basic " + basic))).Status);
    }

    [Theory]
    [InlineData("currency=usd", "parameter_missing", "amount")]
    [InlineData("amount=100", "parameter_missing", "currency")]
    [InlineData("amount=1.5&currency=usd", "parameter_invalid_integer", "amount")]
    [InlineData("amount=0&currency=usd", "parameter_invalid_integer", "amount")]
    [InlineData("amount=49&currency=usd", "amount_too_small", "amount")]
    [InlineData("amount=100000000&currency=usd", "amount_too_large", "amount")]
    [InlineData("amount=100&currency=usd&foo=1", "parameter_unknown", "foo")]
    [InlineData("amount=100&currency=usd&payment_method_types[]=card", "parameter_unknown", "payment_method_types[]")]
    [InlineData("amount=100&currency=usd&automatic_payment_methods[on]=true", "parameter_unknown", "automatic_payment_methods[on]")]
    [InlineData("amount=100&currency=usd&payment_method=pm_x", "resource_missing", "payment_method")]
    public async Task What_is_wrong_with_a_request_is_named(string form, string code, string param)
    {
        var answer = await server.Post("/v1/payment_intents", form);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal((code, param), (answer.Error("code"), answer.Error("param")));
    }

    [Theory]
    [InlineData("amount=100&currency=xxx")]
    [InlineData("amount=100&currency=usd&confirm=maybe")]
    [InlineData("amount=100&currency=usd&setup_future_usage=always")]
    [InlineData("amount=100&currency=usd&capture_method=manual")]
    [InlineData("amount=100&currency=usd&metadata[a_name_that_is_longer_than_forty_characters]=1")]
    [InlineData("amount=100&currency=usd&confirm=true")]
    [InlineData("amount=100&currency=usd&confirm=true&payment_method=pm_card_visa")]
    public async Task A_request_that_stripe_would_refuse_is_refused_and_makes_nothing(string form)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Post("/v1/payment_intents", form)).Status);

        Assert.Equal(0, (await server.Get("/v1/payment_intents")).Json.GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task An_address_that_is_not_simulated_is_404_in_stripes_shape()
    {
        Assert.Equal("invalid_request_error", (await server.Get("/v1/checkout/sessions")).Error("type"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Post("/v1")).Status);
    }

    [Fact]
    public async Task A_browser_confirms_with_the_publishable_key_and_the_client_secret_and_sees_no_metadata()
    {
        var made = await Create("&metadata[user_id]=u1");
        var form = $"payment_method_data[type]=card&payment_method_data[card][number]=4242424242424242&payment_method_data[card][cvc]=123" +
            $"&payment_method_data[card][exp_month]=12&payment_method_data[card][exp_year]=34&payment_method_data[billing_details][name]=J" +
            $"&use_stripe_sdk=true&key=pk_test_mindbot_simulator&client_secret={made.Text("client_secret")}";

        var confirmed = await server.Send(HttpMethod.Post, $"/v1/payment_intents/{made.Text("id")}/confirm", form, key: null);

        Assert.Equal("succeeded", confirmed.Text("status"));
        Assert.False(confirmed.Json.TryGetProperty("metadata", out _));
        Assert.Equal("u1", (await server.Get($"/v1/payment_intents/{made.Text("id")}")).Text("metadata", "user_id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&client_secret=pi_1_secret_2")]
    public async Task A_browser_without_the_client_secret_gets_nowhere(string secret)
    {
        var made = await Create();

        var refused = await server.Send(HttpMethod.Post, $"/v1/payment_intents/{made.Text("id")}/confirm",
            "payment_method=pm_card_visa" + secret, "pk_test_mindbot_simulator");

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal("requires_payment_method", (await server.Get($"/v1/payment_intents/{made.Text("id")}")).Text("status"));
    }

    [Fact]
    public async Task A_declined_intent_can_be_paid_with_another_card()
    {
        var made = await Create("&confirm=true&payment_method=pm_card_chargeDeclined");
        Assert.Equal(HttpStatusCode.PaymentRequired, made.Status);
        var id = made.Text("error", "payment_intent", "id");

        var paid = await server.Post($"/v1/payment_intents/{id}/confirm", "payment_method=pm_card_visa");

        Assert.Equal(("succeeded", ""), (paid.Text("status"), paid.Text("last_payment_error")));
    }

    [Theory]
    [InlineData("success", HttpStatusCode.OK, "succeeded")]
    [InlineData("failure", HttpStatusCode.PaymentRequired, "requires_payment_method")]
    public async Task The_holders_proof_decides_a_payment_that_waits_for_it(string outcome, HttpStatusCode status, string then)
    {
        var made = await Create("&confirm=true&payment_method=pm_card_authenticationRequired");
        Assert.Equal("requires_action", made.Text("status"));
        var page = made.Text("next_action", "use_stripe_sdk", "stripe_js");
        Assert.StartsWith(server.ApiBase.AbsoluteUri, page);

        var answered = await server.Send(HttpMethod.Post, page[server.ApiBase.AbsoluteUri.Length..],
            $"outcome={outcome}&client_secret={made.Text("client_secret")}", "pk_test_mindbot_simulator");

        Assert.Equal(status, answered.Status);
        Assert.Equal(then, (await server.Get($"/v1/payment_intents/{made.Text("id")}")).Text("status"));
    }

    [Fact]
    public async Task A_card_that_wants_its_holder_is_declined_when_nobody_is_there() => Assert.Equal("authentication_required",
        (await Create("&confirm=true&off_session=true&payment_method=pm_card_authenticationRequired")).Error("code"));

    [Fact]
    public async Task What_is_paid_or_canceled_cannot_be_confirmed()
    {
        var paid = await Create("&confirm=true&payment_method=pm_card_visa");
        var canceled = await Create();
        await server.Post($"/v1/payment_intents/{canceled.Text("id")}/cancel", "cancellation_reason=abandoned");

        foreach (var id in new[] { paid.Text("id"), canceled.Text("id") })
        {
            var refused = await server.Post($"/v1/payment_intents/{id}/confirm", "payment_method=pm_card_visa");
            Assert.Equal("payment_intent_unexpected_state", refused.Error("code"));
            Assert.Equal(id, refused.Text("error", "payment_intent", "id"));
        }
    }

    [Fact]
    public async Task Metadata_is_merged_and_an_empty_value_removes()
    {
        var made = await Create("&metadata[a]=1&metadata[b]=2");

        var updated = await server.Post($"/v1/payment_intents/{made.Text("id")}", "metadata[b]=&metadata[c]=3");
        Assert.Equal("""{"a":"1","c":"3"}""", updated.Json.GetProperty("metadata").GetRawText());

        var cleared = await server.Post($"/v1/payment_intents/{made.Text("id")}", "metadata=");
        Assert.Equal("{}", cleared.Json.GetProperty("metadata").GetRawText());
    }

    [Fact]
    public async Task Lists_are_newest_first_and_paged_both_ways()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Insert(0, (await Create()).Text("id"));

        async Task<(string[] Ids, bool More)> Page(string query)
        {
            var page = (await server.Get("/v1/payment_intents?limit=2" + query)).Json;
            return ([.. page.GetProperty("data").EnumerateArray().Select(intent => intent.GetProperty("id").GetString()!)], page.GetProperty("has_more").GetBoolean());
        }

        Assert.Equivalent((ids[..2].ToArray(), true), await Page(""));
        Assert.Equal(ids[..2], (await Page("")).Ids);
        Assert.Equal(ids[2..4], (await Page($"&starting_after={ids[1]}")).Ids);
        Assert.Equal(ids[4..], (await Page($"&starting_after={ids[3]}")).Ids);
        Assert.False((await Page($"&starting_after={ids[3]}")).More);
        Assert.Equal(ids[2..4], (await Page($"&ending_before={ids[4]}")).Ids);
        Assert.True((await Page($"&ending_before={ids[4]}")).More);
        Assert.Equal(ids[..1], (await Page($"&ending_before={ids[1]}")).Ids);
    }

    [Fact]
    public async Task When_there_are_too_many_objects_the_oldest_goes()
    {
        await using var small = await StripeServer.Start(time, maxObjects: 2);
        var first = await small.Post("/v1/payment_intents", Good);
        for (var i = 0; i < 2; i++) await small.Post("/v1/payment_intents", Good);

        Assert.Equal(HttpStatusCode.NotFound, (await small.Get($"/v1/payment_intents/{first.Text("id")}")).Status);
        Assert.Equal(2, (await small.Get("/v1/payment_intents")).Json.GetProperty("data").GetArrayLength());
    }
}
