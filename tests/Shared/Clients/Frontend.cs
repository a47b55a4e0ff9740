using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MindBot.Tests.Server;

namespace MindBot.Tests.Clients;

/// <summary>Talks HTTP to the server as a frontend would, whichever process is behind the address at the moment.</summary>
/// <param name="address">Where the server is.</param>
/// <param name="patience">For how long a request that finds the server away, or is answered 503, is sent again; by default not at all.</param>
internal sealed class Frontend(Uri address, TimeSpan patience = default) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };

    /// <returns>Null: the connection broke, and nobody knows whether anything happened.</returns>
    public async Task<Reply?> Send(HttpMethod method, string path, string? token = null, object? body = null, string? idempotencyKey = null)
    {
        var sentAt = ClientClock.Now;
        while (true)
        {
            var reply = await SendOnce(method, path, token, body, idempotencyKey);
            if (reply is { Status: not 503 } || ClientClock.Now - sentAt >= patience) return reply is null ? null : reply with { SentAt = sentAt };
            await Task.Delay(Pause);
        }
    }

    private async Task<Reply?> SendOnce(HttpMethod method, string path, string? token, object? body, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        var sentAt = ClientClock.Now;
        try
        {
            using var answer = await http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            return new Reply((int)answer.StatusCode, text, sentAt, ClientClock.Now);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public void Dispose() => http.Dispose();
}

internal sealed record Reply(int Status, string Text, TimeSpan SentAt, TimeSpan AnsweredAt)
{
    /// <summary>The body of a success.</summary>
    public JsonElement Ok
    {
        get
        {
            Assert.True(Status == 200, $"{Status} {Text}");
            return JsonDocument.Parse(Text).RootElement;
        }
    }
}
