using System.Text.Json;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.VoiceRooms;

/// <summary>The endpoint as LiveKit, and others, find it.</summary>
[Collection(FrontCollection.Name)]
public sealed class LiveKitWebhookTests(FrontServer server)
{
    [Theory]
    [InlineData("a body that was changed on the way")]
    [InlineData("the signature of another body")]
    [InlineData("expired")]
    [InlineData("not yet valid")]
    [InlineData("another key")]
    [InlineData("another secret")]
    [InlineData("no header")]
    [InlineData("no token")]
    [InlineData("a token for joining")]
    public async Task What_our_LiveKit_did_not_sign_for_now_and_for_this_body_is_refused_without_effect(string fault)
    {
        var visitor = await Visitor.New(server);
        var ours = visitor.Options;
        var body = visitor.Event("participant_joined", "EV_1");
        var (sent, authorization) = fault switch
        {
            "a body that was changed on the way" => (body.Replace("PA_1", "PA_2"), WebhookPost.Sign(body, ours)),
            "the signature of another body" => (body, WebhookPost.Sign(visitor.Event("participant_left", "EV_0"), ours)),
            "expired" => (body, WebhookPost.Sign(body, ours, WebhookPost.Now.AddMinutes(-10))),
            "not yet valid" => (body, WebhookPost.Sign(body, ours, WebhookPost.Now.AddMinutes(10))),
            "another key" => (body, WebhookPost.Sign(body, ours.With(key: "APIother"))),
            "another secret" => (body, WebhookPost.Sign(body, ours.With(secret: "of somebody else"))),
            "no header" => (body, null),
            "no token" => (body, "Bearer of good news"),
            _ => (body, visitor.Token),
        };
        await server.Deliver(sent, authorization).Problem(401, "invalid_webhook_token");

        await Task.Delay(200);
        Assert.Equal("pending", await visitor.Status());
        await visitor.Deliver(body);
        await visitor.Becomes("active");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Every_spelling_of_protojson_is_understood(bool snakeCase, bool numbers)
    {
        var visitor = await Visitor.New(server);
        Func<string, string> spelling = snakeCase ? JsonNamingPolicy.SnakeCaseLower.ConvertName : name => name;
        await visitor.Deliver(visitor.Event("participant_joined", "EV_1").Rewritten(spelling, numbers));
        await visitor.Becomes("active");
    }

    [Fact]
    public async Task Bearer_before_the_token_is_tolerated()
    {
        var visitor = await Visitor.New(server);
        var body = visitor.Event("participant_joined", "EV_1");
        await server.Deliver(body, "Bearer " + WebhookPost.Sign(body, visitor.Options)).Ok();
        await visitor.Becomes("active");
    }

    [Fact]
    public async Task Unknown_events_and_fields_are_received_and_start_nothing()
    {
        var visitor = await Visitor.New(server);
        foreach (var type in new[] { "room_started", "track_published", "egress_ended", "agent_job_assigned", "doctor", "event_of_next_year" })
            await visitor.Deliver(visitor.Event(type, $"EV_{type}"));
        await visitor.Deliver("""{"event":"participant_joined","id":"EV_no_room"}""");
        await Task.Delay(200);
        Assert.Equal("pending", await visitor.Status());

        await visitor.Deliver("""{"tomorrow":[{"x":1}],""" + visitor.Event("participant_joined", "EV_1")[1..]);
        await visitor.Becomes("active");
    }

    [Fact]
    public async Task Agents_recorders_and_people_of_other_applications_are_nobodys_minutes()
    {
        var visitor = await Visitor.New(server);
        foreach (var kind in new[] { "AGENT", "EGRESS", "INGRESS" })
            await visitor.Deliver(visitor.Event("participant_joined", $"EV_{kind}").Replace("\"state\"", $"\"kind\":\"{kind}\",\"state\""));
        await visitor.Deliver(visitor.Event("participant_joined", "EV_guest").Replace(visitor.Id, "guest"));
        await Task.Delay(200);
        Assert.Equal("pending", await visitor.Status());
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"event":7}""")]
    public async Task Garbage_is_refused_even_when_it_is_signed(string body)
    {
        var visitor = await Visitor.New(server);
        await server.Deliver(body, WebhookPost.Sign(body, visitor.Options)).Problem(400, "invalid_event");
    }

    [Fact]
    public async Task A_body_may_be_large_but_not_too_large()
    {
        var visitor = await Visitor.New(server);
        var large = $$"""{"event":"room_started","id":"EV_large","padding":"{{new string('x', 200_000)}}"}""";
        await visitor.Deliver(large);
        var tooLarge = new string('x', 300_000);
        await server.Deliver(tooLarge, WebhookPost.Sign(tooLarge, visitor.Options)).Problem(413, "body_too_large");
    }

    [Fact]
    public async Task An_event_counts_once_however_often_it_comes()
    {
        var visitor = await Visitor.New(server);
        var joined = visitor.Event("participant_joined", "EV_1");
        await visitor.Deliver(joined);
        await visitor.Deliver(joined);
        await visitor.Becomes("active");
        await visitor.Deliver(visitor.Event("participant_left", "EV_2"));
        await Eventually.Is(async () => (await BurnRate(visitor)) == 0, "nothing is metered");

        // The id is what counts: under it even another connection is old news.
        await visitor.Deliver(visitor.Event("participant_joined", "EV_1", "PA_2"));
        await Task.Delay(200);
        Assert.Equal(0, await BurnRate(visitor));
        await visitor.Deliver(visitor.Event("participant_joined", "EV_3", "PA_2"));
        await Eventually.Is(async () => await BurnRate(visitor) == 1000, "it is metered again");
    }

    /// <summary>From the live stream's first event.</summary>
    private static async Task<decimal> BurnRate(Visitor visitor)
    {
        using var stream = await visitor.User.Http.GetAsync("/time/balance/stream", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync() is { } line)
            if (line.StartsWith("data: ", StringComparison.Ordinal)) return JsonDocument.Parse(line[6..]).RootElement.Number("burn_rate_permille");
        return -1;
    }
}
