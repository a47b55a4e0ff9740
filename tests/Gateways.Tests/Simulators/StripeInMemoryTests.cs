using System.Net;
using System.Text.Json;
using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;
using MindBot.Simulators.Stripe;

namespace MindBot.Gateways.Tests.Simulators;

/// <summary>The account without a web server: calls through a handler, webhooks into a sender, everything on a virtual clock.</summary>
public sealed class StripeInMemoryTests
{
    private readonly ManualTime time = new();

    private StripeSimulator Open(Recorder recorder) =>
        new(new StripeSimulatorOptions { Seed = 7, WebhookTarget = null, MaxWebhookAttempts = 3 }, time, recorder);

    private static JsonElement Post(StripeSimulator simulator, string path, string form)
    {
        using var http = new HttpClient(simulator.AsHttpHandler());
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://stripe" + path);
        request.Headers.Add("Authorization", "Bearer sk_test_mindbot_simulator");
        request.Content = new StringContent(form, null, "application/x-www-form-urlencoded");
        var sending = http.SendAsync(request);
        Assert.True(sending.IsCompleted);
        using var response = sending.GetAwaiter().GetResult();
        return JsonDocument.Parse(response.Content.ReadAsStream()).RootElement.Clone();
    }

    private List<string> Story(Recorder recorder)
    {
        using var simulator = Open(recorder);
        Subscribe(simulator);
        time.Advance(TimeSpan.FromDays(32));
        return recorder.Taken;
    }

    private static (string Id, string Customer) Subscribe(StripeSimulator simulator)
    {
        string IdOf(string path, string form) => Post(simulator, path, form).GetProperty("id").GetString()!;
        var customer = IdOf("/v1/customers", "");
        var card = IdOf("/v1/payment_methods/pm_card_visa/attach", $"customer={customer}");
        var price = IdOf("/v1/prices", "currency=usd&unit_amount=2000&recurring[interval]=month&product_data[name]=Pro");
        return (IdOf("/v1/subscriptions", $"customer={customer}&items[0][price]={price}&default_payment_method={card}"), customer);
    }

    [Fact]
    public void The_same_calls_with_the_same_seed_give_the_same_events_in_the_same_order()
    {
        var (first, second) = (Story(new Recorder()), Story(new Recorder()));

        Assert.Equal(
        [
            "payment_intent.created", "customer.subscription.created", "payment_intent.succeeded", "invoice.paid", "customer.subscription.updated",
            "customer.subscription.updated", "payment_intent.created", "payment_intent.succeeded", "invoice.paid",
        ], first.Select(taken => taken.Split(' ')[0]));
        Assert.Equal(first, second);
    }

    [Fact]
    public void An_account_that_keeps_unpaid_subscriptions_asks_for_no_more_money_until_one_is_paid()
    {
        using var simulator = new StripeSimulator(new StripeSimulatorOptions { KeepUnpaidSubscriptions = true }, time);
        var (id, customer) = Subscribe(simulator);
        var failing = Post(simulator, "/v1/payment_methods/pm_card_chargeCustomerFail/attach", $"customer={customer}").GetProperty("id").GetString();
        Post(simulator, $"/v1/subscriptions/{id}", $"default_payment_method={failing}");

        simulator.Advance(TimeSpan.FromDays(50));
        Assert.Equal("unpaid", Post(simulator, $"/v1/subscriptions/{id}", "").GetProperty("status").GetString());
        simulator.Advance(TimeSpan.FromDays(20));
        var unpaid = Post(simulator, $"/v1/subscriptions/{id}", "expand[]=latest_invoice");
        Assert.Equal("draft", unpaid.GetProperty("latest_invoice").GetProperty("status").GetString());

        var good = Post(simulator, "/v1/payment_methods/pm_card_visa/attach", $"customer={customer}").GetProperty("id").GetString();
        Post(simulator, $"/v1/invoices/{unpaid.GetProperty("latest_invoice").GetProperty("id").GetString()}/pay", $"payment_method={good}");
        Assert.Equal("active", Post(simulator, $"/v1/subscriptions/{id}", "").GetProperty("status").GetString());
    }

    [Fact]
    public void What_an_evicted_object_was_needed_for_does_not_happen_and_stops_nothing_else()
    {
        using var simulator = new StripeSimulator(new StripeSimulatorOptions { MaxObjects = 3 }, time);
        var (id, _) = Subscribe(simulator);
        for (var other = 0; other < 3; other++) Post(simulator, "/v1/customers", "");

        simulator.Advance(TimeSpan.FromDays(40));

        Assert.Contains("had to go",
            Post(simulator, $"/v1/subscriptions/{id}", "billing_cycle_anchor=now").GetProperty("error").GetProperty("message").GetString());
        Assert.StartsWith("pi_", Post(simulator, "/v1/payment_intents", "amount=100&currency=usd").GetProperty("id").GetString());
    }

    [Fact]
    public void Nothing_is_sent_inside_the_call_that_causes_it_and_what_is_refused_comes_again()
    {
        var recorder = new Recorder { Refuse = 1 };
        using var simulator = Open(recorder);

        Post(simulator, "/v1/payment_intents", "amount=100&currency=usd");
        Assert.Empty(recorder.Taken);
        time.Advance(TimeSpan.Zero);
        Assert.Empty(recorder.Taken);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.StartsWith("payment_intent.created", Assert.Single(recorder.Taken));
        Assert.Equal(2, recorder.Attempts);
    }

    [Fact]
    public void Every_delivery_is_signed_by_the_real_clock_even_when_the_accounts_is_ahead()
    {
        var recorder = new Recorder();
        using var simulator = Open(recorder);
        simulator.Advance(TimeSpan.FromDays(40));
        Post(simulator, "/v1/payment_intents", "amount=100&currency=usd");
        time.Advance(TimeSpan.Zero);

        Assert.Equal(time.GetUtcNow().AddDays(40), simulator.Now);
        Assert.Equal(StripeSignatureResult.Valid, StripeWebhookSignature.Verify(
            recorder.Last!.Body, recorder.Last.Signature, [simulator.Options.WebhookSecret], time.GetUtcNow()));
    }

    [Fact]
    public void Delayed_and_reordered_webhooks_arrive_late_and_out_of_order()
    {
        var recorder = new Recorder();
        using var simulator = Open(recorder);
        const string Pay = "amount=100&currency=usd&confirm=true&return_url=http://x&payment_method=pm_card_visa";

        simulator.Faults.ReorderWebhooks(events: 1);
        Post(simulator, "/v1/payment_intents", Pay);
        time.Advance(TimeSpan.Zero);
        Assert.Equal(["payment_intent.succeeded", "payment_intent.created"], recorder.Types);

        simulator.Faults.ReorderWebhooks(events: 1);
        Post(simulator, "/v1/payment_intents", "amount=100&currency=usd");
        time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(2, recorder.Taken.Count);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, recorder.Taken.Count);

        simulator.Faults.DelayWebhooks(events: 1, TimeSpan.FromSeconds(30));
        Post(simulator, "/v1/payment_intents", Pay);
        time.Advance(TimeSpan.Zero);
        Assert.Equal("payment_intent.succeeded", recorder.Types[^1]);
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("payment_intent.created", recorder.Types[^1]);
        Assert.Equal(0, simulator.Faults.WebhooksLeft);
    }

    [Fact]
    public void A_lost_answer_is_a_broken_connection()
    {
        using var simulator = Open(new Recorder());
        simulator.Faults.LoseAnswers(calls: 1);

        Assert.Throws<HttpRequestException>(() => Post(simulator, "/v1/payment_intents", "amount=100&currency=usd"));
    }

    private sealed class Recorder : IStripeWebhookSender
    {
        public int Refuse { get; set; }
        public int Attempts { get; private set; }
        public List<string> Taken { get; } = [];
        public List<string> Types { get; } = [];
        public StripeDelivery? Last { get; private set; }

        public void Send(StripeDelivery delivery, Action<HttpStatusCode?> done)
        {
            Attempts++;
            if (Refuse-- > 0)
            {
                done(HttpStatusCode.ServiceUnavailable);
                return;
            }
            Last = delivery;
            Taken.Add($"{delivery.Type} {delivery.EventId}");
            Types.Add(delivery.Type);
            done(HttpStatusCode.OK);
        }
    }
}
