using System.Security.Cryptography;
using System.Text;
using MindBot.Grains.Idempotency;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Idempotency;

/// <summary>
/// Carries a request with an <c>Idempotency-Key</c> out once and repeats its answer to everybody who sends it again, at the same time or
/// later. Answers that invite to try again (429, 5xx) are not kept.
/// </summary>
/// <param name="route">Names the operation; keys of different operations do not meet.</param>
internal sealed class IdempotencyFilter(string route) : IEndpointFilter
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10), LongestPause = TimeSpan.FromMilliseconds(250);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!IdempotencyKeyHeader.IsPresent(http.Request)) return await next(context);
        if (IdempotencyKeyHeader.Read(http.Request) is not { } key)
            return Problem.Of(ErrorCodes.InvalidIdempotencyKey, "An Idempotency-Key has 1 to 255 visible ASCII characters.");

        var services = http.RequestServices;
        var userId = http.User.Id();
        var name = $"{route} {key}";
        var grain = services.GetRequiredService<IGrainFactory>().GetGrain<IIdempotencyGrain>(IIdempotencyGrain.KeyOf(userId, BucketOf(key)));
        var content = await ContentHash(http);

        var ticket = await Begin(grain, name, content, services.GetRequiredService<TimeProvider>(), http.RequestAborted);
        switch (ticket.Outcome)
        {
            case IdempotencyOutcome.Proceed:
                http.Features.Set(OperationId.Derive(userId, route, key, ticket.FirstAt!.Value));
                return await Perform(context, next, grain, name, content);
            case IdempotencyOutcome.Replay:
                return new CapturedAnswer(ticket.Answer!, IsReplay: true);
            case IdempotencyOutcome.Mismatch:
                return Problem.Of(
                    ErrorCodes.IdempotencyKeyReused, "This Idempotency-Key was used for another request. Use a new key for a new request.");
            case IdempotencyOutcome.TooMany:
                return Problem.Of(
                    ErrorCodes.RateLimited, "Too many requests with Idempotency-Keys within 24 hours.", TimeSpan.FromHours(1));
            default:
                return Problem.Of(
                    ErrorCodes.IdempotencyKeyInUse, "A request with this Idempotency-Key is still being carried out. Try again shortly.");
        }
    }

    /// <summary>Waits, within limits, while somebody else carries the same request out.</summary>
    private static async Task<IdempotencyTicket> Begin(
        IIdempotencyGrain grain, string name, string content, TimeProvider time, CancellationToken aborted)
    {
        var started = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var ticket = await grain.Begin(name, content);
            if (ticket.Outcome != IdempotencyOutcome.InProgress || time.GetElapsedTime(started) >= LongestWait) return ticket;
            await Task.Delay(pause, time, aborted);
        }
    }

    private static async Task<object?> Perform(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, IIdempotencyGrain grain, string name, string content)
    {
        StoredAnswer answer;
        try
        {
            answer = await CapturedAnswer.Capture(context.HttpContext, await next(context));
        }
        catch
        {
            await grain.Abandon(name);
            throw;
        }
        if (answer.Status is StatusCodes.Status429TooManyRequests or >= StatusCodes.Status500InternalServerError) await grain.Abandon(name);
        else await grain.Complete(name, content, answer);
        return new CapturedAnswer(answer, IsReplay: false);
    }

    /// <summary>A bucket per first hex digit keeps each grain's state small.</summary>
    private static char BucketOf(string key) => Hex(Encoding.ASCII.GetBytes(key))[0];

    /// <summary>Everything that the request says: route values, query, body.</summary>
    private static async Task<string> ContentHash(HttpContext http)
    {
        using var content = new MemoryStream();
        var values = http.Request.RouteValues.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}\n");
        content.Write(Encoding.UTF8.GetBytes($"{string.Concat(values)}{http.Request.QueryString}\n"));
        http.Request.Body.Position = 0;
        await http.Request.Body.CopyToAsync(content, http.RequestAborted);
        return Hex(content.ToArray());
    }

    private static string Hex(byte[] data) => Convert.ToHexStringLower(SHA256.HashData(data));
}
