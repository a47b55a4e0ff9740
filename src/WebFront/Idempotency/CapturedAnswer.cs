using System.Text;
using MindBot.Grains.Idempotency;

namespace MindBot.WebFront.Idempotency;

/// <summary>An answer as it goes over the wire, to be stored and to be sent, now or again.</summary>
internal sealed record CapturedAnswer(StoredAnswer Answer, bool IsReplay) : IResult
{
    /// <summary>Lets a result write its answer into memory. Its headers (Retry-After) stay on the response.</summary>
    public static async Task<StoredAnswer> Capture(HttpContext http, object? result)
    {
        var wire = http.Response.Body;
        using var memory = new MemoryStream();
        http.Response.Body = memory;
        try
        {
            await (result as IResult ?? TypedResults.Json(result)).ExecuteAsync(http);
            await http.Response.BodyWriter.FlushAsync();
            return new StoredAnswer(http.Response.StatusCode, http.Response.ContentType, Encoding.UTF8.GetString(memory.ToArray()));
        }
        finally
        {
            http.Response.Body = wire;
        }
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Answer.Status;
        response.ContentType = Answer.ContentType;
        if (IsReplay) response.Headers[IdempotencyKeyHeader.ReplayedName] = "true";
        return response.WriteAsync(Answer.Body, httpContext.RequestAborted);
    }
}
