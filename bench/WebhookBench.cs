using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Webhooks;

namespace MindBot.Bench;

/// <summary>
/// LiveKit's webhooks over HTTP: people in live sessions whose connections come and go, so that every event is durable in its room's inbox,
/// changes its session's presence, and is measured by its wallet.
/// </summary>
internal static class WebhookBench
{
    private const int Rooms = 96;
    private const double WarmUpSeconds = 10, Seconds = 8;

    public static async Task Run(Report report)
    {
        var rows = new List<string[]>();
        foreach (int? core in new int?[] { 0, null })
        {
            using var server = await ServerProcess.Start(core);
            // One after the other: a server on one core begins 40 things at a time.
            var users = new string[Rooms];
            for (var i = 0; i < Rooms; i++) users[i] = await Enter(server.Address, i);
            await server.Load(Each(users, series: 0), WarmUpSeconds, LiveKitOptions.DevApiSecret);
            var result = await server.Load(Each(users, series: 1), Seconds, LiveKitOptions.DevApiSecret);
            if (result.Errors > 0) throw new InvalidOperationException($"{result.Errors} webhooks were not accepted.");
            var name = core is null ? "both cores shared with the generator" : "one core, the generator on the other";
            rows.Add([name, Report.Number(2 * result.PerSecond), $"{Report.Number(result.P50Ms / 2)} ms", $"{Report.Number(result.P99Ms / 2)} ms"]);
            report.Bar("LiveKit webhooks, a second", name, 2 * result.PerSecond, Report.Number(2 * result.PerSecond));
        }

        report.Section(
            "Webhooks",
            $"Signed events of {Rooms} people in live sessions, one connection each, the next event after the answer to the one before: a second device of theirs joins and "
            + "leaves. Each answer comes after the event is durable; the presence of the session and the account of its wallet follow, in rows of their own. Times are means of the two.");
        report.Table(["the server on", "events a second", "p50", "p99"], rows);
    }

    /// <summary>A user with credit and a pending session in a room of their own; the first event makes it live.</summary>
    private static async Task<string> Enter(Uri address, int i)
    {
        var token = await HttpBench.Register(address, i);
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var entered = await http.PostAsJsonAsync("/auth/token", new { room_name = $"bench_{i}", participant_name = "Bench" });
        entered.EnsureSuccessStatusCode();
        var claims = JsonNode.Parse(Convert.FromBase64String(Padded(token.Split('.')[1])))!;
        var user = (string)claims["sub"]!;
        http.DefaultRequestHeaders.Authorization = null;
        var first = Encoding.UTF8.GetBytes(Event("participant_joined", user, i, "first"));
        using var joined = new HttpRequestMessage(HttpMethod.Post, "/webhooks/livekit") { Content = new ByteArrayContent(first) };
        joined.Headers.TryAddWithoutValidation("Authorization", LiveKitWebhookSignature.Sign(first, new LiveKitOptions(), TimeProvider.System.GetUtcNow()));
        using var accepted = await http.SendAsync(joined);
        accepted.EnsureSuccessStatusCode();
        return user;
    }

    /// <summary>In each round a second device joins and leaves; the first one stays, so that the person is there all the time.</summary>
    private static string[][] Each(string[] users, int series) => [.. users.Select((user, i) => new[]
    {
        Event("participant_joined", user, i, $"{series}_#######"),
        Event("participant_left", user, i, $"{series}_#######"),
    })];

    internal static string Event(string type, string user, int room, string connection)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return $$"""{"event":"{{type}}","room":{"sid":"RM_{{room}}","name":"bench_{{room}}","emptyTimeout":300,"departureTimeout":20,"creationTime":"{{now}}","numParticipants":1},"participant":{"sid":"PA_{{room}}_{{connection}}","identity":"{{user}}","state":"ACTIVE","joinedAt":"{{now}}","name":"Bench","permission":{"canSubscribe":true,"canPublish":true,"canPublishData":true},"isPublisher":true},"id":"EV_{{type}}_{{room}}_{{connection}}","createdAt":"{{now}}"}""";
    }

    private static string Padded(string base64Url) =>
        base64Url.Replace('-', '+').Replace('_', '/').PadRight((base64Url.Length + 3) / 4 * 4, '=');
}
