using System.Net.Http.Json;
using System.Text.Json;

namespace MindBot.WebFront.Tests.Server;

/// <summary>A signed-in client.</summary>
public sealed record ApiUser(HttpClient Http, string Email, JsonElement SignedIn)
{
    public Task<HttpResponseMessage> Get(string path) => Http.GetAsync(path);

    public Task<HttpResponseMessage> Post(string path, object body, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (idempotencyKey is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return Http.SendAsync(request);
    }

    public Task<JsonElement> Start(string sessionId, string room) =>
        Post("/time/session/start", new { session_id = sessionId, room_name = room }).Ok();

    public Task<JsonElement> End(string sessionId, decimal durationSeconds) =>
        Post("/time/session/end", new { session_id = sessionId, duration_seconds = durationSeconds }).Ok();

    public async Task<string> Id() => (await Get("/auth/me").Ok()).Text("id");

    public async Task<decimal> Minutes() => (await Get("/time/balance").Ok()).GetProperty("balance").Number("total_minutes");
}
