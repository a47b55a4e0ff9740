using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.LiveKit;

/// <summary>Stands where the network would be: keeps what was sent, and answers as told, at last as told last.</summary>
internal sealed class ScriptedLiveKit(LiveKitAdapterUnderTest adapter) : HttpMessageHandler
{
    private readonly ConcurrentQueue<ScriptedRequest> requests = new();
    private readonly ConcurrentQueue<Func<CancellationToken, Task<HttpResponseMessage>>> script = new();
    private Func<CancellationToken, Task<HttpResponseMessage>> last = Json(HttpStatusCode.OK, "{}");
    private int open, mostOpen;

    public IReadOnlyList<ScriptedRequest> Requests => [.. requests];

    /// <summary>The most requests that were under way at once.</summary>
    public int MostOpen => mostOpen;

    /// <summary>A short wait is over at once with this clock, so its try limit must be long for it.</summary>
    public IVoiceRooms Rooms(SkippingTime? time = null, LiveKitOptions? options = null)
    {
        var clock = time ?? new SkippingTime();
        return Rooms(clock, clock, options ?? Patient());
    }

    public IVoiceRooms Rooms(TimeProvider time, TimeProvider wall, LiveKitOptions options) =>
        new LiveKitRooms(new LiveKitClient(adapter.Make(new HttpClient(adapter.AsJson(this))), options, time, wall));

    public static LiveKitOptions Patient(int maxRetries = 2, string url = LiveKitOptions.DevUrl) =>
        new() { Url = url, TryLimit = TimeSpan.FromSeconds(6), MaxRetries = maxRetries };

    public ScriptedLiveKit Then(HttpStatusCode status, string body = "{}") => Then(Json(status, body));

    public ScriptedLiveKit ThenRefusesTheConnection() => Then(_ => throw new HttpRequestException("Connection refused"));

    public ScriptedLiveKit ThenHangs() => Then(async cancellation =>
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        throw new InvalidOperationException("It never answers.");
    });

    public ScriptedLiveKit Then(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        script.Enqueue(answer);
        return this;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        requests.Enqueue(new ScriptedRequest(
            request.Method, request.RequestUri!, request.Headers.Authorization!.Scheme, request.Headers.Authorization.Parameter!,
            request.Content!.Headers.ContentType!.ToString(), await request.Content.ReadAsStringAsync(cancellation)));
        if (script.TryDequeue(out var next)) last = next;

        var now = Interlocked.Increment(ref open);
        InterlockedMax(ref mostOpen, now);
        try
        {
            return await last(cancellation);
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }

    private static Func<CancellationToken, Task<HttpResponseMessage>> Json(HttpStatusCode status, string body) =>
        _ => Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = target; value > seen; seen = Interlocked.CompareExchange(ref target, value, seen))
        {
            // Somebody else has changed it meanwhile: compare again.
        }
    }
}

internal sealed record ScriptedRequest(HttpMethod Method, Uri Address, string Scheme, string Token, string ContentType, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public JsonElement Claims => JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(Token.Split('.')[1])).RootElement;
}
