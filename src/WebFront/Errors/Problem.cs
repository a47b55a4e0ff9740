using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using MindBot.Grains;

namespace MindBot.WebFront.Errors;

/// <summary>An error answer: RFC 9457, with a stable <c>code</c> for programs and a <c>detail</c> for people.</summary>
public sealed class Problem : IResult, IStatusCodeHttpResult
{
    public const string ContentType = "application/problem+json";

    /// <summary>Tells the errors apart in the metric <c>http.server.request.duration</c>.</summary>
    public const string MetricTag = "mindbot.error_code";

    /// <summary>For outages whose end nobody can know.</summary>
    private static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(2);

    private readonly ProblemBody body;
    private readonly TimeSpan? retryAfter;

    private Problem(ProblemBody body, TimeSpan? retryAfter) => (this.body, this.retryAfter) = (body, retryAfter);

    public int? StatusCode => body.Status;

    public static Problem Of(Refusal refusal) => Of(refusal.Code, refusal.Detail);

    /// <param name="retryAfter">When trying again may help; for 429 and 503 some seconds when null.</param>
    public static Problem Of(string code, string detail, TimeSpan? retryAfter = null, int? status = null, string? traceId = null)
    {
        var answered = status ?? ErrorStatuses.Of(code);
        var title = ReasonPhrases.GetReasonPhrase(answered);
        return new Problem(
            new ProblemBody("about:blank", title.Length > 0 ? title : "Error", answered, detail, code, traceId),
            retryAfter ?? (answered is 429 or 503 ? DefaultRetryAfter : null));
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = body.Status;
        httpContext.Features.Get<IHttpMetricsTagsFeature>()?.Tags.Add(new(MetricTag, body.Code));
        if (retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return response.WriteAsJsonAsync(body, options: null, ContentType, httpContext.RequestAborted);
    }
}

/// <summary>The JSON of every error.</summary>
/// <param name="Detail">A sentence for people.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="TraceId">Finds an unexpected error in the logs; only there.</param>
public sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    string? TraceId);
