using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Webhooks;
using MindBot.Grains.VoiceRooms;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.OpenApi;
using MindBot.WebFront.Overload;
using MindBot.WebFront.Payments;

namespace MindBot.WebFront.VoiceRooms;

internal static class LiveKitWebhookEndpoints
{
    public const string Path = "/webhooks/livekit";

    private const int MaxBytes = 256 * 1024;

    public static void MapLiveKitWebhook(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, Receive).WithTags("Webhooks").WithSummary("LiveKit's events")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes)).TakesSigned(SecurityScheme.LiveKit, "application/webhook+json").TakesPrecedence()
            .MayAnswer(ErrorCodes.InvalidWebhookToken, ErrorCodes.InvalidEvent, ErrorCodes.BodyTooLarge, ErrorCodes.TemporarilyUnavailable);

    /// <summary>
    /// Answers once the event is durable. For LiveKit every 4xx means delivered, so only what it has not signed gets one; a 5xx makes it try again,
    /// four times within seconds.
    /// </summary>
    private static async Task<Results<Ok<WebhookAnswer>, Problem>> Receive(
        HttpContext http, LiveKitOptions options, LiveKitClock clock, [FromKeyedServices(WallClock.Key)] TimeProvider wall, IGrainFactory grains,
        ILogger<LiveKitEvent> logger)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var raw = body.GetBuffer().AsSpan(0, (int)body.Length);

        var authorization = http.Request.Headers[LiveKitWebhookSignature.HeaderName].ToString();
        var verdict = LiveKitWebhookSignature.Verify(raw, authorization, options, wall.GetUtcNow(), out var sentAt);
        if (verdict != LiveKitSignatureResult.Valid)
        {
            logger.LogWarning("Refused a LiveKit webhook: signature {Verdict}", verdict);
            return Problem.Of(ErrorCodes.InvalidWebhookToken, "The Authorization header does not fit this body.");
        }

        if (LiveKitEvent.Parse(raw, sentAt) is not { } happened)
        {
            logger.LogError("LiveKit signed an event that cannot be read");
            return Problem.Of(ErrorCodes.InvalidEvent, "This is no event of LiveKit's.");
        }

        if (happened.ToRoomEvent(clock) is var (room, roomEvent)) await grains.GetGrain<IVoiceRoomGrain>(room).Receive(roomEvent);
        return TypedResults.Ok(new WebhookAnswer("received"));
    }
}
