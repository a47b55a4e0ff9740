using System.Net;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class StripeClockTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mindbot-stripe-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_ahead_stays_ahead_over_a_restart_and_subscriptions_go_on()
    {
        string id;
        await using (var before = await StripeAccount.Open(folder))
        {
            var (customer, _) = await before.Customer();
            id = (await before.Subscribe(customer, await before.Price())).Text("id");
            await before.Advance(TimeSpan.FromDays(20));
        }

        await using var after = await StripeAccount.Open(folder);

        Assert.Equal((20 * 86_400).ToString(), (await after.Get("/simulate/clock")).Text("ahead_seconds"));
        Assert.Equal("active", await after.Status(id));
        await after.Advance(TimeSpan.FromDays(11));
        Assert.Equal(2, (await after.EventTypes()).Count(type => type == "invoice.paid"));
    }

    [Fact]
    public async Task Idempotency_keys_live_by_the_real_clock()
    {
        await using var account = await StripeAccount.Open();
        var first = await account.Post("/v1/customers", "", ("Idempotency-Key", "k1"));
        await account.Advance(TimeSpan.FromDays(60));

        Assert.Equal(first.Text("id"), (await account.Post("/v1/customers", "", ("Idempotency-Key", "k1"))).Text("id"));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1e10)]
    public async Task The_clock_does_not_go_back_nor_too_far(double seconds)
    {
        await using var account = await StripeAccount.Open();

        Assert.Equal(HttpStatusCode.BadRequest, (await account.Control("/clock", new { advance_seconds = (long)seconds })).Status);
    }

    [Fact]
    public async Task Events_of_a_skipped_time_are_dated_when_they_happened()
    {
        await using var account = await StripeAccount.Open();
        var (customer, _) = await account.Customer();
        await account.Subscribe(customer, await account.Price());
        var began = account.Server.Simulator.Now;
        await account.Advance(TimeSpan.FromDays(100));

        var dates = (await account.Get("/v1/events?type=invoice.paid")).Json.GetProperty("data").EnumerateArray()
            .Select(paid => DateTimeOffset.FromUnixTimeSeconds(paid.GetProperty("created").GetInt64())).Reverse();

        Assert.Equal([began, began.AddMonths(1), began.AddMonths(2), began.AddMonths(3)], dates);
    }

    [Fact]
    public async Task Faults_can_be_ordered_by_hand()
    {
        await using var account = await StripeAccount.Open();
        await account.Control("/faults", new { fault = "lose_webhooks", count = 1 });
        var ordered = await account.Control("/faults", new { fault = "fail_calls", status = 502 });
        Assert.Equal(("1", "1"), (ordered.Text("calls_left"), ordered.Text("webhooks_left")));

        Assert.Equal(HttpStatusCode.BadGateway, (await account.Post("/v1/customers")).Status);
        await account.Pay();
        var webhook = await account.Server.Inbox.Next();
        Assert.Contains("payment_intent.succeeded", System.Text.Encoding.UTF8.GetString(webhook.Body));
        Assert.Equal(["payment_intent.created"], (await account.Get("/v1/events?delivery_success=false&types[]=payment_intent.created")).Json
            .GetProperty("data").EnumerateArray().Select(lost => lost.GetProperty("type").GetString()));
        Assert.Equal(HttpStatusCode.BadRequest, (await account.Control("/faults", new { fault = "earthquake" })).Status);
    }
}
