using System.Net;

namespace MindBot.WebFront.Doctor;

/// <summary>Notes what a server answered, beside the adapter that made the request.</summary>
internal sealed class ListeningHandler(TimeProvider wall) : DelegatingHandler
{
    /// <summary>Null: there was no answer.</summary>
    public HttpStatusCode? Status { get; private set; }

    /// <summary>How far the server's clock is from ours, at least; null when it does not tell the time.</summary>
    public TimeSpan? Skew { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var before = wall.GetUtcNow();
        var response = await base.SendAsync(request, cancellationToken);
        Status = response.StatusCode;
        if (response.Headers.Date is { } date) Skew = Distance(date, before, wall.GetUtcNow());
        return response;
    }

    /// <param name="date">In whole seconds; anything within its second may have been meant.</param>
    internal static TimeSpan Distance(DateTimeOffset date, DateTimeOffset before, DateTimeOffset after)
    {
        var end = date + TimeSpan.FromSeconds(1);
        return date > after ? date - after : before > end ? before - end : TimeSpan.Zero;
    }
}
