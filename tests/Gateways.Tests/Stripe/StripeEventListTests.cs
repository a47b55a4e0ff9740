using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

public abstract class StripeEventListTests(StripeAdapterUnderTest adapter)
{
    private static readonly DateTimeOffset From = DateTimeOffset.FromUnixTimeSeconds(1000);
    private static readonly string[] Types = ["charge.refunded", "refund.failed"];

    private readonly ScriptedStripe stripe = new(adapter);

    private static string Happened(string id, long created) => StripeJsonTexts.Event("charge.refunded", StripeJsonTexts.Charge, id, created);

    private Task<EventPage> List(string? after = null) => stripe.Gateway.ListEvents(Types, From.AddMilliseconds(999), after);

    private static IEnumerable<string> Ids(EventPage page) => page.Events.Select(happened => happened.Id);

    [Fact]
    public async Task What_fits_in_a_page_is_one_request_and_comes_oldest_first()
    {
        stripe.Answers(StripeJsonTexts.List(false, Happened("evt_2", 1002), Happened("evt_1", 1000)));

        var page = await List();

        stripe.WasAsked("GET /v1/events types[0]=charge.refunded&types[1]=refund.failed&created[gte]=1000&limit=100");
        Assert.Equal(["evt_1", "evt_2"], Ids(page));
        Assert.False(page.HasMore);
        Assert.Equal("ch_1", page.Events[0].Charge!.Id);
    }

    [Fact]
    public async Task An_event_whose_object_nobody_can_read_hides_no_other()
    {
        stripe.Answers(StripeJsonTexts.List(false, Happened("evt_2", 1002), StripeJsonTexts.Event("charge.refunded", """{"id":"ch_1"}""", "evt_1", 1001)));

        var page = await List();

        Assert.Equal([("evt_1", true, null), ("evt_2", false, "ch_1")], page.Events.Select(happened => (happened.Id, happened.IsUnreadable, happened.Charge?.Id)));
        Assert.Equal((1001L, "charge.refunded"), (page.Events[0].Created.ToUnixTimeSeconds(), page.Events[0].Type));
    }

    [Fact]
    public async Task One_event_is_found_unless_it_is_unknown_or_unreadable()
    {
        stripe.Answers(Happened("evt_1", 1000)).Refuses(404, "invalid_request_error", "resource_missing")
            .Answers(StripeJsonTexts.Event("charge.refunded", "{}"));

        Assert.Equal("ch_1", (await stripe.Gateway.RetrieveEvent("evt_1"))!.Charge!.Id);
        stripe.WasAsked("GET /v1/events/evt_1");
        Assert.Null(await stripe.Gateway.RetrieveEvent("evt_2"));
        await Assert.ThrowsAsync<PaymentGatewayException>(() => stripe.Gateway.RetrieveEvent("evt_3"));
    }

    [Fact]
    public async Task Nothing_happened() => Assert.Empty((await Nothing()).Events);

    private Task<EventPage> Nothing()
    {
        stripe.Answers(StripeJsonTexts.List());
        return List();
    }

    [Fact]
    public async Task The_next_page_are_those_that_follow()
    {
        stripe.Answers(StripeJsonTexts.List(true, Happened("evt_4", 1003), Happened("evt_3", 1003)));

        var page = await List(after: "evt_2");

        Assert.Equal("evt_2", stripe.Asked.Single()["ending_before"]);
        Assert.Equal("1000", stripe.Asked.Single()["created[gte]"]);
        Assert.Equal(["evt_3", "evt_4"], Ids(page));
        Assert.True(page.HasMore);
    }

    [Fact]
    public async Task After_an_event_that_stripe_has_forgotten_it_begins_anew()
    {
        stripe.Refuses(400, "invalid_request_error", "resource_missing", "ending_before").Answers(StripeJsonTexts.List(false, Happened("evt_1", 1000)));

        Assert.Equal(["evt_1"], Ids(await List(after: "evt_0")));
    }

    [Fact]
    public async Task Another_refusal_is_a_misuse() => await Assert.ThrowsAsync<PaymentGatewayException>(
        () => stripe.Refuses(400, "invalid_request_error", "parameter_invalid").Gateway.ListEvents(Types, From, "evt_0"));

    [Fact]
    public async Task One_unreadable_event_is_a_gateway_exception() => await Assert.ThrowsAsync<PaymentGatewayException>(
        () => stripe.Answers(StripeJsonTexts.List(false, """{"id":"evt_1"}""")).Gateway.ListEvents(Types, From));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 1)]
    [InlineData(1000, 1)]
    [InlineData(1000, 400)]
    [InlineData(350, 1000)]
    [InlineData(2000, 37)]
    public async Task However_many_there_are_each_comes_once_in_order(int count, int eventsPerSecond)
    {
        var world = new EventHistory(adapter, count, eventsPerSecond, firstAt: 5_000_000);
        var seen = new List<string>();
        var page = await world.Gateway.ListEvents(Types, From);
        Assert.InRange(world.Requests, 1, 40);

        while (true)
        {
            seen.AddRange(Ids(page));
            if (!page.HasMore) break;
            page = await world.Gateway.ListEvents(Types, From, seen[^1]);
        }

        Assert.Equal(world.OldestFirst, seen);
    }

    /// <summary>Lists events as Stripe documents it: newest first, a window of creation times, cursors.</summary>
    private sealed class EventHistory : HttpMessageHandler
    {
        private readonly (string Id, long Created)[] newestFirst;

        public EventHistory(StripeAdapterUnderTest adapter, int count, int eventsPerSecond, long firstAt)
        {
            newestFirst = [.. Enumerable.Range(0, count).Reverse().Select(n => ($"evt_{n}", firstAt + n / eventsPerSecond * 7))];
            Gateway = StripeServiceCollectionExtensions.Gateway(
                new HttpClient(this), new StripeOptions { SecretKey = "sk", WebhookSecrets = ["wh"] }, TimeProvider.System, adapter.Make);
        }

        public IPaymentGateway Gateway { get; }

        public int Requests { get; private set; }

        public IEnumerable<string> OldestFirst => newestFirst.Reverse().Select(happened => happened.Id);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            var asked = System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query);
            var fitting = newestFirst.Where(happened =>
                happened.Created >= long.Parse(asked["created[gte]"]!) && happened.Created < long.Parse(asked["created[lt]"] ?? "9999999999")).ToList();
            var limit = int.Parse(asked["limit"]!);
            var start = fitting.FindIndex(happened => happened.Id == asked["starting_after"]) + 1;
            var end = asked["ending_before"] is { } before ? fitting.FindIndex(happened => happened.Id == before) : fitting.Count;
            if (asked["ending_before"] is not null) start = Math.Max(0, end - limit);
            var page = fitting[start..end].Take(limit).ToArray();
            var hasMore = asked["ending_before"] is not null ? start > 0 : start + page.Length < end;
            var json = StripeJsonTexts.List(hasMore, [.. page.Select(happened => Happened(happened.Id, happened.Created))]);
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(json) });
        }
    }
}
