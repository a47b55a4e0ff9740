using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MindBot.Gateways.Stripe;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.OpenApi;
using MindBot.WebFront.Overload;

namespace MindBot.WebFront.Payments;

internal static class StripeWebhookEndpoints
{
    public const string Path = "/webhooks/stripe";

    private const int MaxBytes = 256 * 1024;

    public static void MapStripeWebhook(this IEndpointRouteBuilder app) =>
        app.MapPost(Path, Receive).WithTags("Webhooks").WithSummary("Stripe's events")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes)).TakesSigned(SecurityScheme.Stripe, "application/json").TakesPrecedence()
            .MayAnswer(ErrorCodes.InvalidSignature, ErrorCodes.InvalidEvent, ErrorCodes.BodyTooLarge, ErrorCodes.TemporarilyUnavailable);

    /// <summary>Acts only on what Stripe has signed. Anything but a 2xx makes Stripe send the event again, for days.</summary>
    private static async Task<Results<Ok<WebhookAnswer>, Problem>> Receive(
        HttpContext http, StripeOptions options, [FromKeyedServices(WallClock.Key)] TimeProvider wall, PaymentEvents events, ILogger<StripeEvent> logger)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var raw = body.GetBuffer().AsSpan(0, (int)body.Length);

        var signature = http.Request.Headers[StripeWebhookSignature.HeaderName].ToString();
        var verdict = StripeWebhookSignature.Verify(raw, signature, options.WebhookSecrets, wall.GetUtcNow());
        if (verdict != StripeSignatureResult.Valid)
        {
            logger.LogWarning("Refused a Stripe webhook: signature {Verdict}", verdict);
            return Problem.Of(ErrorCodes.InvalidSignature, "The Stripe-Signature header does not fit this body.");
        }

        StripeEvent happened;
        try
        {
            happened = StripeEvent.Parse(raw);
        }
        catch (PaymentGatewayException unreadable)
        {
            logger.LogError(unreadable, "Stripe signed an event that cannot be read");
            return Problem.Of(ErrorCodes.InvalidEvent, "This is no event of Stripe's.");
        }

        try
        {
            await events.Handle(happened, http.RequestAborted);
        }
        catch (Exception silent) when (silent is PaymentGatewayUnavailable or PaymentGatewayException)
        {
            logger.LogError(silent, "Stripe could not be asked about {Event}; it will send it again", happened);
            return Problem.Of(ErrorCodes.TemporarilyUnavailable, "Stripe could not be asked about this event. Send it again.");
        }

        return TypedResults.Ok(new WebhookAnswer("received"));
    }
}

public sealed record WebhookAnswer(string Status);
