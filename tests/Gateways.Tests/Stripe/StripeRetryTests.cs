using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

public abstract class StripeRetryTests(StripeAdapterUnderTest adapter) : IAsyncLifetime
{
    private readonly SkippingTime time = new();
    private StripeServer server = null!;

    public async Task InitializeAsync() => server = await StripeServer.Start(time, adapter: adapter);

    public async Task DisposeAsync() => await server.DisposeAsync();

    private static readonly CreatePaymentIntent Order = new(4499, "usd", "tcrd_1") { PaymentMethodId = "pm_card_visa" };

    private async Task<int> Intents() => (await server.Get("/v1/payment_intents")).Json.GetProperty("data").GetArrayLength();

    [Theory]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task An_outage_that_passes_is_not_noticed(int status)
    {
        server.Faults.FailBefore(calls: 3, status);

        Assert.IsType<PaymentAccepted>(await server.Gateway.CreatePaymentIntent(Order));

        Assert.Collection(time.Skipped,
            first => Assert.Equal(0.5, first.TotalSeconds),
            second => Assert.InRange(second.TotalSeconds, 0.5, 1),
            third => Assert.InRange(third.TotalSeconds, 1, 2));
    }

    [Fact]
    public async Task An_answer_that_is_lost_costs_no_second_payment()
    {
        server.Faults.LoseAnswers(calls: 2);

        var accepted = Assert.IsType<PaymentAccepted>(await server.Gateway.CreatePaymentIntent(Order));

        Assert.Equal(PaymentIntentStatus.Succeeded, accepted.Intent.Status);
        Assert.Equal(1, await Intents());
    }

    [Fact]
    public async Task A_cancellation_whose_answer_is_lost_is_done()
    {
        var made = (PaymentAccepted)await server.Gateway.CreatePaymentIntent(Order with { PaymentMethodId = null });
        server.Faults.LoseAnswers(calls: 1);

        Assert.Equal(PaymentIntentStatus.Canceled, (await server.Gateway.CancelPaymentIntent(made.Intent.Id))!.Status);
    }

    [Fact]
    public async Task A_lasting_outage_ends_as_unavailable_after_the_last_retry()
    {
        server.Faults.FailBefore(calls: 5);

        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => server.Gateway.CreatePaymentIntent(Order));

        Assert.Equal(4, time.Skipped.Count);
        Assert.Equal(0, await Intents());
    }

    [Fact]
    public async Task What_stripe_says_not_to_retry_is_not_retried()
    {
        server.Faults.FailDuring(calls: 1);

        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => server.Gateway.CreatePaymentIntent(Order));

        Assert.Empty(time.Skipped);
    }

    [Fact]
    public async Task Too_many_requests_is_unavailable()
    {
        server.Faults.FailBefore(calls: 1, status: 429);

        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => server.Gateway.CreatePaymentIntent(Order));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_unavailable_after_ten_seconds()
    {
        server.Faults.Hang(calls: 1);
        var ordering = server.Gateway.CreatePaymentIntent(Order);

        await Eventually.Holds(() => server.Faults.CallsLeft == 0);

        time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.False(ordering.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => ordering);
        Assert.IsType<PaymentAccepted>(await server.Gateway.CreatePaymentIntent(Order with { IdempotencyKey = "tcrd_2" }));
    }

    [Fact]
    public async Task A_caller_who_gives_up_sees_a_cancellation_and_no_outage()
    {
        server.Faults.Hang(calls: 1);
        using var leaving = new CancellationTokenSource();
        var ordering = server.Gateway.CreatePaymentIntent(Order, leaving.Token);

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ordering);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1")]
    [InlineData(null)]
    public async Task Nobody_listening_or_no_address_yet_is_unavailable(string? apiBase)
    {
        await using var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddStripeGateway(_ => new StripeOptions
            {
                SecretKey = "sk_test_1",
                WebhookSecrets = ["whsec_1"],
                ApiBase = () => apiBase is null ? null : new Uri(apiBase),
            }, adapter.Make)
            .BuildServiceProvider();

        await Assert.ThrowsAsync<PaymentGatewayUnavailable>(() => services.GetRequiredService<IPaymentGateway>().RetrievePaymentIntent("pi_1"));

        Assert.Equal(4, time.Skipped.Count);
    }

    [Fact]
    public async Task Orders_with_one_key_at_the_same_time_make_one_intent()
    {
        await using var real = await StripeServer.Start(adapter: adapter);

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => real.Gateway.CreatePaymentIntent(Order)));

        Assert.Single(results.Cast<PaymentAccepted>().Select(accepted => accepted.Intent.Id).Distinct());
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 5)]
    [InlineData(40, 5)]
    public void Delays_double_from_half_a_second_to_five(int retry, double seconds)
    {
        Assert.Equal(seconds, StripeRetryPolicy.Delay(retry, jitter: 0).TotalSeconds);
        Assert.Equal(Math.Max(seconds / 2, 0.5), StripeRetryPolicy.Delay(retry, jitter: 1).TotalSeconds);
    }
}
