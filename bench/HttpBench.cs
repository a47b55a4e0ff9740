using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MindBot.Bench;

/// <summary>The whole server over HTTP, the load generator on a core of its own.</summary>
internal static class HttpBench
{
    private const int Users = 32;
    private const double WarmUpSeconds = 12, Seconds = 8;

    public static async Task Run(Report report)
    {
        using var server = await ServerProcess.Start(core: 0);
        var tokens = await Task.WhenAll(Enumerable.Range(0, Users).Select(i => Register(server.Address, i)));

        var series = 0;
        (string Name, Func<string, int, string[]> Requests)[] cases =
        [
            ("GET /healthz", (_, _) => [Get("/healthz", null)]),
            ("GET /time/balance", (token, _) => [Get("/time/balance", token)]),
            // Before anything that leaves open sessions behind.
            ("purchase (with a simulated Stripe)", (token, _) =>
                [Post("/time/purchase", token, """{"package_id":"starter_1h","payment_method_id":"pm_card_visa"}""")]),
            ("session start + end (the simulated LiveKit is asked four times to close the room)", (token, i) =>
            [
                Post("/time/session/start", token, $$"""{"session_id":"s{{series}}_#######","room_name":"bench_{{i}}"}"""),
                Post("/time/session/end", token, $$"""{"session_id":"s{{series}}_#######"}"""),
            ]),
            ("session start alone, replacing the room's session before",
                (token, i) => [Post("/time/session/start", token, $$"""{"session_id":"s{{series}}_#######","room_name":"bench_{{i}}"}""")]),
            ("persona session start (the simulated LiveKit makes its room)",
                (token, _) => [Post("/personas/professor-oak-tutor/session", token, "{}")]),
        ];
        var rows = new List<string[]>();
        double? healthz = null;
        foreach (var (name, requests) in cases)
        {
            // Long enough for the compiler to be done: on one core it competes with the requests.
            await server.Load(Each(), WarmUpSeconds);
            var result = await server.Load(Each(), Seconds);
            healthz ??= result.PerSecond;
            if (result.Errors > 0) throw new InvalidOperationException($"{name}: {result.Errors} requests did not answer 200.");
            rows.Add(
            [
                name, Report.Number(result.PerSecond), Report.Ratio(result.PerSecond / healthz.Value), $"{Report.Number(result.P50Ms)} ms",
                $"{Report.Number(result.P99Ms)} ms",
            ]);
            report.Bar("HTTP, a second on one core", name, result.PerSecond, Report.Number(result.PerSecond));

            // Session ids are used once; each series has its own.
            string[][] Each()
            {
                series++;
                return [.. tokens.Select((token, i) => requests(token, i))];
            }
        }

        report.Section(
            "HTTP",
            $"The server on one core, the load generator on the other; {Users} users with a connection each, one request at a time. A pair or a purchase counts once and is timed as a "
            + $"whole. Every write is durable before its answer. Start-up: {server.StartUp.TotalSeconds:0.00} s from the start of the process to the first answer, on an empty data folder.");
        report.Table(["", "a second", "to /healthz", "p50", "p99"], rows);
    }

    /// <summary>A user who has bought five hours, or ten seconds; answers their access token.</summary>
    internal static async Task<string> Register(Uri address, int i, bool runsEmpty = false)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync(
            "/auth/register", new { email = $"bench{i}@example.com", password = "correct horse", full_name = "Bench" });
        var token = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var bought = await http.PostAsJsonAsync("/time/purchase", new { package_id = runsEmpty ? "dev_10s" : "basic_5h", payment_method_id = "pm_card_visa" });
        bought.EnsureSuccessStatusCode();
        return token;
    }

    private static string Get(string path, string? token) =>
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\n{(token is null ? "" : $"Authorization: Bearer {token}\r\n")}\r\n";

    private static string Post(string path, string token, string body) =>
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
