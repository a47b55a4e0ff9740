using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MindBot.Gateways.LiveKit;
using MindBot.Simulators.LiveKit;

namespace MindBot.Gateways.Tests.Simulators;

/// <summary>A server on loopback with the simulator and a webhook receiver, in the system's time.</summary>
public sealed class LiveKitHttpServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new();
    private readonly string prefix;

    private LiveKitHttpServer(WebApplication app, string prefix) => (this.app, this.prefix) = (app, prefix);

    public string Address => app.Urls.Single();
    public LiveKitSimulator LiveKit => app.Services.GetRequiredService<LiveKitSimulator>();
    public ConcurrentQueue<ReceivedEvent> Received { get; } = new();
    public static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    /// <summary>How many of the next webhooks are refused with 503.</summary>
    public int ToRefuse { get; set; }

    public static async Task<LiveKitHttpServer> Start(string prefix = "/dev/livekit")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication? app = null;
        builder.Services.AddLiveKitSimulator(_ => new LiveKitSimulatorOptions { WebhookTarget = () => new Uri(app!.Urls.Single() + "/hook") });
        app = builder.Build();
        var server = new LiveKitHttpServer(app, prefix);
        app.MapLiveKitSimulator(prefix);
        app.MapPost("/hook", server.Receive);
        await app.StartAsync();
        return server;
    }

    public static string Sign(VideoGrant grant, string identity = "server") =>
        new LiveKitAccessToken(identity, grant).Sign(new LiveKitOptions(), Now);

    public Task<Answered> Call(string method, string json, VideoGrant grant) => Post($"/twirp/livekit.RoomService/{method}", json, Sign(grant));

    /// <param name="token">Null: no Authorization.</param>
    public async Task<Answered> Post(string path, string json, string? token = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address + prefix + path)
        {
            Content = new StringContent(json, Encoding.UTF8, contentType),
        };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return new Answered(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType);
    }

    public async Task<JsonElement> Rooms() =>
        JsonDocument.Parse(await http.GetStringAsync(Address + prefix + "/rooms")).RootElement.GetProperty("rooms");

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<IResult> Receive(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        Received.Enqueue(new ReceivedEvent(await reader.ReadToEndAsync(), request.Headers.Authorization.ToString(), request.ContentType));
        return Results.StatusCode(ToRefuse-- > 0 ? 503 : 200);
    }
}

public sealed record ReceivedEvent(string Body, string Authorization, string? ContentType)
{
    public string Type => JsonDocument.Parse(Body).RootElement.GetProperty("event").GetString()!;
}

public sealed record Answered(HttpStatusCode Status, string Body, string? ContentType)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;
    public string? Code => Json.GetProperty("code").GetString();
}
