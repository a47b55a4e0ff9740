using System.Net;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class StripeIdempotencyTests : IAsyncLifetime
{
    private const string Good = "amount=4499&currency=usd";
    private readonly SkippingTime time = new();
    private StripeServer server = null!;

    public async Task InitializeAsync() => server = await StripeServer.Start(time);

    public async Task DisposeAsync() => await server.DisposeAsync();

    private Task<RawAnswer> Create(string form = Good, string key = "k1") => server.Post("/v1/payment_intents", form, ("Idempotency-Key", key));

    [Fact]
    public async Task The_first_answer_is_repeated_and_says_so()
    {
        var first = await Create();
        var second = await Create("currency=usd&amount=4499");

        Assert.Equal(first.Json.GetRawText(), second.Json.GetRawText());
        Assert.False(first.Headers.ContainsKey("Idempotent-Replayed"));
        Assert.Equal("true", second.Headers["Idempotent-Replayed"]);
        Assert.Equal(first.Headers["Request-Id"], second.Headers["Original-Request"]);
    }

    [Fact]
    public async Task A_decline_is_repeated_without_a_second_attempt()
    {
        const string declined = Good + "&confirm=true&return_url=http://x&payment_method=pm_card_chargeDeclined";

        var first = await Create(declined);
        var second = await Create(declined);

        Assert.Equal((HttpStatusCode.PaymentRequired, HttpStatusCode.PaymentRequired), (first.Status, second.Status));
        Assert.Equal(first.Json.GetRawText(), second.Json.GetRawText());
    }

    [Fact]
    public async Task A_500_in_the_middle_is_repeated_too()
    {
        server.Faults.FailDuring(calls: 1);

        Assert.Equal(HttpStatusCode.InternalServerError, (await Create()).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await Create()).Status);
        Assert.Equal(HttpStatusCode.OK, (await Create(key: "k2")).Status);
    }

    [Fact]
    public async Task A_refusal_before_anything_began_is_not_remembered()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await Create("amount=1&currency=usd")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Create()).Status);
    }

    [Fact]
    public async Task Other_parameters_or_another_address_under_the_key_are_an_error()
    {
        var made = await Create();

        Assert.Equal("idempotency_error", (await Create("amount=999&currency=usd")).Error("type"));
        Assert.Equal("idempotency_error",
            (await server.Post($"/v1/payment_intents/{made.Text("id")}/cancel", "", ("Idempotency-Key", "k1"))).Error("type"));
    }

    [Fact]
    public async Task A_request_while_the_first_still_runs_is_a_conflict()
    {
        server.Faults.Hang(calls: 1);
        using var leaving = new CancellationTokenSource();
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, server.ApiBase + "/v1/payment_intents");
        request.Headers.Add("Authorization", "Bearer sk_test_mindbot_simulator");
        request.Headers.Add("Idempotency-Key", "k1");
        request.Content = new StringContent(Good, null, "application/x-www-form-urlencoded");
        var first = http.SendAsync(request, leaving.Token);
        await Eventually.Holds(() => server.Faults.CallsLeft == 0);

        var second = await Create();
        Assert.Equal((HttpStatusCode.Conflict, "idempotency_key_in_use"), (second.Status, second.Error("code")));

        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Eventually.Holds(async () => (await Create()).Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task After_a_day_the_key_is_forgotten()
    {
        var first = await Create();
        time.Advance(TimeSpan.FromHours(25));

        Assert.NotEqual(first.Text("id"), (await Create()).Text("id"));
    }
}
