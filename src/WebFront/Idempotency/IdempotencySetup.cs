using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Idempotency;

internal static class IdempotencySetup
{
    /// <summary>Keeps the raw body readable, which the filter hashes after the endpoint's parameters have been read from it.</summary>
    public static WebApplication UseIdempotency(this WebApplication app)
    {
        app.Use((http, next) =>
        {
            // Bodies are limited to 64 KiB, so none ever goes to a temporary file.
            if (IdempotencyKeyHeader.IsPresent(http.Request)) http.Request.EnableBuffering(bufferThreshold: 64 * 1024 + 1);
            return next(http);
        });
        return app;
    }

    /// <summary>Honours <c>Idempotency-Key</c> on an endpoint that requires a signed-in user.</summary>
    public static RouteHandlerBuilder Idempotent(this RouteHandlerBuilder builder, string route) =>
        builder.AddEndpointFilter(new IdempotencyFilter(route)).WithMetadata(HonoursIdempotencyKey.IfSent)
            .MayAnswer(ErrorCodes.InvalidIdempotencyKey, ErrorCodes.IdempotencyKeyReused, ErrorCodes.IdempotencyKeyInUse, ErrorCodes.RateLimited);
}

/// <summary>Marks the endpoints that honour <c>Idempotency-Key</c>, for the documentation.</summary>
/// <param name="IsRequired">Without one nothing is carried out.</param>
internal sealed record HonoursIdempotencyKey(bool IsRequired)
{
    public static readonly HonoursIdempotencyKey IfSent = new(false), Always = new(true);
}
