using System.Net.ServerSentEvents;
using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

[Collection(FrontCollection.Name)]
public sealed class BalanceStreamTests(FrontServer server)
{
    [Fact]
    public async Task The_balance_is_told_at_once_and_ticks_while_a_session_is_live()
    {
        var user = await server.NewUserWith("starter_1h");
        await using var stream = await Open(user.Http, "/time/balance/stream");

        var idle = await stream.Next("balance");
        Assert.Equal((60m, 0m), (idle.Number("total_minutes"), idle.Number("burn_rate_permille")));

        await user.Start("s", "room_stream");
        var first = await stream.Next("balance");
        var second = await stream.Next("balance");
        Assert.Equal(1000, first.Number("burn_rate_permille"));
        Assert.True(second.Number("microseconds") < first.Number("microseconds"));
        Assert.Equal("s", Assert.Single(second.GetProperty("sessions").EnumerateArray()).Text("session_id"));
    }

    [Fact]
    public async Task A_purchase_is_told_once()
    {
        var user = await server.NewUser();
        await using var stream = await Open(user.Http, "/time/balance/stream");
        await stream.Next("balance");

        await user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa" }).Ok();
        Assert.Equal(3_600_000_000, (await stream.Next("credited")).Number("microseconds"));
        Assert.Equal(60, (await stream.Next("balance")).Number("total_minutes"));
    }

    [Fact]
    public async Task Ten_seconds_run_out_before_the_eyes_of_the_user()
    {
        var user = await server.NewUserWith("dev_10s");
        await using var stream = await Open(user.Http, "/time/balance/stream");
        await user.Start("short", "room_short");

        await stream.Next("exhausted");
        Assert.Equal(0, await user.Minutes());
        var receipt = await user.Get("/time/sessions/short/receipt").Ok();
        Assert.Equal(("exhausted", 10_000_000m), (receipt.Text("end_reason"), receipt.GetProperty("totals").Number("microseconds")));
    }

    [Fact]
    public async Task A_ticket_opens_the_stream_without_a_header()
    {
        var user = await server.NewUserWith("starter_1h");
        var ticket = await user.Post("/time/balance/stream-ticket", new { }).Ok();
        await using var stream = await Open(server.Anonymous, "/time/balance/stream?ticket=" + ticket.Text("ticket"));
        Assert.Equal(60, (await stream.Next("balance")).Number("total_minutes"));
    }

    [Fact]
    public async Task A_sixth_stream_is_refused_until_one_closes()
    {
        var user = await server.NewUser();
        var streams = new List<Stream>();
        for (var i = 0; i < 5; i++) streams.Add(await Open(user.Http, "/time/balance/stream"));
        foreach (var stream in streams) await stream.Next("balance");
        await user.Http.GetAsync("/time/balance/stream", HttpCompletionOption.ResponseHeadersRead).Problem(429, "too_many_streams");

        await streams[0].DisposeAsync();
        while (true)
        {
            using var answer = await user.Http.GetAsync("/time/balance/stream", HttpCompletionOption.ResponseHeadersRead);
            if (answer.IsSuccessStatusCode) break;
            await Task.Delay(50);
        }
        foreach (var stream in streams.Skip(1)) await stream.DisposeAsync();
    }

    [Fact]
    public async Task Who_connects_again_is_told_what_came_after_the_last_event_that_it_saw()
    {
        var user = await server.NewUser();
        long first, second;
        await using (var stream = await Open(user.Http, "/time/balance/stream"))
        {
            await stream.Next("balance");
            await Buy(user);
            await stream.Next("credited");
            first = stream.Id;
            await Buy(user);
            await stream.Next("credited");
            second = stream.Id;
        }

        await using (var again = await Open(user.Http, "/time/balance/stream", lastEventId: $"{first}"))
        {
            await again.Next("credited");
            Assert.Equal(second, again.Id);
            await Buy(user);
            await again.Next("credited");
            Assert.True(first < second && second < again.Id, $"{first} {second} {again.Id}");
        }

        await using var fresh = await Open(user.Http, "/time/balance/stream", lastEventId: "none of ours");
        Assert.Equal("balance", await fresh.NextKind());
    }

    private static Task Buy(ApiUser user) => user.Post("/time/purchase", new { package_id = "starter_1h", payment_method_id = "pm_card_visa" }).Ok();

    private static async Task<Stream> Open(HttpClient client, string path, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode, answer.StatusCode.ToString());
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new Stream(answer, SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator());
    }

    private sealed record Stream(HttpResponseMessage Answer, IAsyncEnumerator<SseItem<string>> Events) : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        /// <summary>The number of the event that came last.</summary>
        public long Id => long.Parse(Events.Current.EventId!, System.Globalization.CultureInfo.InvariantCulture);

        public async Task<string> NextKind() =>
            await Events.MoveNextAsync().AsTask().WaitAsync(Patience) ? Events.Current.EventType : throw new InvalidOperationException("The stream ended.");

        /// <summary>The data of the next event of this kind; others are passed over.</summary>
        public async Task<JsonElement> Next(string kind)
        {
            // Heartbeats come for ever: patience is for all events together.
            var patience = Task.Delay(Patience);
            while (true)
            {
                var next = Events.MoveNextAsync().AsTask();
                if (await Task.WhenAny(next, patience) == patience) throw new TimeoutException($"No {kind} within {Patience}.");
                if (!await next) throw new InvalidOperationException("The stream ended.");
                if (Events.Current.EventType == kind) return JsonDocument.Parse(Events.Current.Data).RootElement;
            }
        }

        public ValueTask DisposeAsync()
        {
            Answer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
