using System.Net;

namespace MindBot.Gateways.Stripe;

/// <summary>Makes requests as Stripe wants them, whoever sends them: with a key that names them, retried, and within a limit of time.</summary>
internal sealed class StripeCalls(StripeOptions options, TimeProvider time)
{
    /// <summary>The version of Stripe's API that this code is written for; webhook endpoints must be set to the same.</summary>
    public const string ApiVersion = "2026-10-28.endive";

    private const int MaxIdempotencyKeyLength = 255;

    /// <summary>Puts an operation of several requests under one limit of time; each request alone has the same one anyway.</summary>
    public async Task<T> WithinLimit<T>(Func<CancellationToken, Task<T>> operation, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.OperationLimit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return await operation(both.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new PaymentGatewayUnavailable($"Stripe did not answer within {options.OperationLimit.TotalSeconds} s.", late);
        }
    }

    /// <param name="once">
    /// Sends the request once to Stripe at this address. What it throws as a <see cref="HttpRequestException"/> is worth another try.
    /// </param>
    /// <returns>An answer that says what became of the request: no outage.</returns>
    public Task<StripeAnswer> Send(Func<Uri, CancellationToken, Task<StripeAnswer>> once, CancellationToken cancellation) =>
        WithinLimit(limited => SendWithRetries(once, limited), cancellation);

    /// <returns>The key itself.</returns>
    public static string Checked(string idempotencyKey) =>
        idempotencyKey.Length is 0 or > MaxIdempotencyKeyLength || !idempotencyKey.All(c => c is > ' ' and < '\x7f')
            ? throw new ArgumentException("An idempotency key has 1 to 255 printable ASCII characters.", nameof(idempotencyKey))
            : idempotencyKey;

    private async Task<StripeAnswer> SendWithRetries(Func<Uri, CancellationToken, Task<StripeAnswer>> once, CancellationToken cancellation)
    {
        for (var retry = 0; ; retry++)
        {
            TimeSpan? retryAfter = null;
            try
            {
                var apiBase = options.ApiBase() ?? throw new HttpRequestException("Stripe's address is not known yet.");
                var answer = await once(apiBase, cancellation);
                if (retry == options.MaxRetries || !StripeRetryPolicy.ShouldRetry(answer))
                    return IsOutage(answer.Status)
                        ? throw new PaymentGatewayUnavailable($"Stripe answered {(int)answer.Status}.")
                        : answer;
                retryAfter = answer.Headers.RetryAfter?.Delta;
            }
            catch (HttpRequestException error)
            {
                if (retry == options.MaxRetries)
                    throw new PaymentGatewayUnavailable($"Stripe could not be reached: {error.Message}", error);
            }
            await Task.Delay(StripeRetryPolicy.Delay(retry, Random.Shared.NextDouble(), retryAfter), time, cancellation);
        }
    }

    /// <summary>What calling again later may well help against.</summary>
    private static bool IsOutage(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests;
}
