using System.Net;

namespace MindBot.Gateways.Stripe;

/// <summary>When and how late Stripe wants a request tried again.</summary>
internal static class StripeRetryPolicy
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5), LongestDelay = TimeSpan.FromSeconds(5);

    /// <summary>Stripe says it in a header; where it does not, conflicts and outages are worth another try.</summary>
    public static bool ShouldRetry(StripeAnswer answer) =>
        answer.Headers.TryGetValues("Stripe-Should-Retry", out var said) && bool.TryParse(said.FirstOrDefault(), out var retry)
            ? retry
            : answer.Status == HttpStatusCode.Conflict || (int)answer.Status >= 500;

    /// <summary>0.5 s doubling to 5 s, from which jitter takes up to a half (never below 0.5 s); a longer Retry-After wins.</summary>
    /// <param name="retry">0 for the first retry.</param>
    /// <param name="jitter">In [0, 1).</param>
    public static TimeSpan Delay(int retry, double jitter, TimeSpan? retryAfter = null)
    {
        var doubled = Math.Min(FirstDelay.TotalSeconds * Math.Pow(2, retry), LongestDelay.TotalSeconds);
        var delay = TimeSpan.FromSeconds(Math.Max(doubled * (1 - jitter / 2), FirstDelay.TotalSeconds));
        return retryAfter is { } asked && asked > delay ? asked : delay;
    }
}
