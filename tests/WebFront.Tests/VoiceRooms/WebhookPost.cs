using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Webhooks;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.VoiceRooms;

/// <summary>What a LiveKit server posts, and what somebody else could.</summary>
internal static class WebhookPost
{
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>An event about a visitor, as LiveKit writes it: camelCase, int64 as strings, whole seconds.</summary>
    public static string Event(this Visitor visitor, string type, string id, string participantSid = "PA_1")
    {
        var now = Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new JsonObject
        {
            ["event"] = type,
            ["room"] = new JsonObject { ["sid"] = $"RM_{visitor.Room}", ["name"] = visitor.Room, ["creationTime"] = now },
            ["participant"] = new JsonObject { ["sid"] = participantSid, ["identity"] = visitor.Id, ["state"] = "ACTIVE", ["joinedAt"] = now },
            ["id"] = id,
            ["createdAt"] = now,
        }.ToJsonString();
    }

    public static string Sign(string body, LiveKitOptions options, DateTimeOffset? at = null) =>
        LiveKitWebhookSignature.Sign(Encoding.UTF8.GetBytes(body), options, at ?? Now);

    /// <summary>The same pair but for what is given.</summary>
    public static LiveKitOptions With(this LiveKitOptions options, string? key = null, string? secret = null) =>
        new() { ApiKey = key ?? options.ApiKey, ApiSecret = secret ?? options.ApiSecret };

    public static Task<HttpResponseMessage> Deliver(this FrontServer server, string body, string? authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/livekit") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(LiveKitWebhookSignature.ContentType);
        if (authorization is not null) request.Headers.TryAddWithoutValidation(LiveKitWebhookSignature.HeaderName, authorization);
        return server.Anonymous.SendAsync(request);
    }

    /// <summary>Signed as by our LiveKit, and received.</summary>
    public static async Task Deliver(this Visitor visitor, string body)
    {
        var answer = await visitor.Server.Deliver(body, Sign(body, visitor.Options)).Ok();
        Assert.Equal("""{"status":"received"}""", answer.GetRawText());
    }

    /// <summary>The same event in another spelling of protojson's.</summary>
    /// <param name="numbers">Whether int64 are numbers and no strings.</param>
    public static string Rewritten(this string body, Func<string, string> name, bool numbers) =>
        Rewritten(JsonNode.Parse(body)!, name, numbers)!.ToJsonString();

    private static JsonNode? Rewritten(JsonNode? node, Func<string, string> name, bool numbers) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(name(field.Key), Rewritten(field.Value, name, numbers)))),
        JsonValue value when numbers && value.TryGetValue<string>(out var text) && long.TryParse(text, out var number) => JsonValue.Create(number),
        _ => node?.DeepClone(),
    };
}
