using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using MindBot.Gateways.Stripe;
using MindBot.Grains;
using Orleans.Runtime;

namespace MindBot.WebFront.Errors;

/// <summary>
/// Turns what was thrown into a problem: malformed requests into 4xx, outages into 503, bugs into a 500 that tells nothing but a trace id.
/// </summary>
internal sealed class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested) return true;

        await ProblemOf(httpContext, exception).ExecuteAsync(httpContext);
        return true;
    }

    /// <summary>Whether the backend is out of order for a while, as opposed to broken.</summary>
    public static bool IsOutage(Exception exception) => exception is OrleansException or TimeoutException;

    private Problem ProblemOf(HttpContext http, Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException { InnerException: JsonException json }:
                return MalformedJson(json);
            case BadHttpRequestException bad:
                return StatusProblems.Of(bad.StatusCode, hasBody: http.Request.ContentType is not null);
            case PaymentGatewayUnavailable:
                logger.LogWarning(exception, "The payment provider does not answer");
                return Problem.Of(RefusalCodes.PaymentUnavailable, "The payment provider does not answer. Nothing was lost; try again shortly.");
            case ServerBusyException:
                return Problem.Of(ErrorCodes.TemporarilyUnavailable, exception.Message);
            case var outage when IsOutage(outage):
                logger.LogError(exception, "{Method} {Path} failed for now", http.Request.Method, http.Request.Path);
                return Problem.Of(ErrorCodes.TemporarilyUnavailable, "The service cannot do this right now. Try again shortly.");
            default:
                var traceId = Activity.Current?.Id ?? http.TraceIdentifier;
                logger.LogError(exception, "{Method} {Path} failed unexpectedly ({TraceId})", http.Request.Method, http.Request.Path, traceId);
                return Problem.Of(ErrorCodes.InternalError, $"Something went wrong on our side. Trace id: {traceId}", traceId: traceId);
        }
    }

    private static Problem MalformedJson(JsonException error)
    {
        // The reader's own errors arrive wrapped in the serializer's.
        if (error.InnerException is JsonException || error.Path is null or "$")
            return Problem.Of(ErrorCodes.InvalidJson,
                $"The body is not the JSON object that is expected here (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}).");

        return Problem.Of(
            ErrorCodes.InvalidField, $"The field '{error.Path.Replace("$.", "")}' has the wrong type, is out of range, or appears twice.");
    }
}
