using System.Net;
using System.Net.Http.Headers;

namespace MindBot.Gateways.Stripe;

/// <summary>Sends requests as Stripe wants them: authenticated, versioned, idempotent, retried, and within a limit of time.</summary>
internal sealed class StripeClient(HttpClient http, StripeOptions options, TimeProvider time)
{
    /// <summary>The version of Stripe's API that this code is written for; webhook endpoints must be set to the same.</summary>
    public const string ApiVersion = "2026-10-28.endive";

    private const int MaxIdempotencyKeyLength = 255;

    public Task<StripeAnswer> Get(string path, CancellationToken cancellation) => Send(() => Request(HttpMethod.Get, path), cancellation);

    public Task<StripeAnswer> Get(string path, StripeForm query, CancellationToken cancellation) =>
        Get($"{path}?{query.ToQuery()}", cancellation);

    /// <summary>Stripe takes no idempotency key for it; a retry may find the thing already gone.</summary>
    public Task<StripeAnswer> Delete(string path, CancellationToken cancellation) =>
        Send(() => Request(HttpMethod.Delete, path), cancellation);

    public Task<StripeAnswer> Post(string path, StripeForm form, string idempotencyKey, CancellationToken cancellation)
    {
        if (idempotencyKey.Length is 0 or > MaxIdempotencyKeyLength || !idempotencyKey.All(c => c is > ' ' and < '\x7f'))
            throw new ArgumentException("An idempotency key has 1 to 255 printable ASCII characters.", nameof(idempotencyKey));

        return Send(() =>
        {
            var request = Request(HttpMethod.Post, path);
            request.Content = form.ToContent();
            request.Headers.Add("Idempotency-Key", idempotencyKey);
            return request;
        }, cancellation);
    }

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

    private Task<StripeAnswer> Send(Func<HttpRequestMessage> request, CancellationToken cancellation) =>
        WithinLimit(limited => SendWithRetries(request, limited), cancellation);

    private async Task<StripeAnswer> SendWithRetries(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        for (var retry = 0; ; retry++)
        {
            RetryConditionHeaderValue? retryAfter = null;
            try
            {
                using var message = request();
                using var response = await http.SendAsync(message, cancellation);
                if (retry == options.MaxRetries || !StripeRetryPolicy.ShouldRetry(response))
                    return IsOutage(response.StatusCode)
                        ? throw new PaymentGatewayUnavailable($"Stripe answered {(int)response.StatusCode}.")
                        : new StripeAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
                retryAfter = response.Headers.RetryAfter;
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

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var apiBase = options.ApiBase() ?? throw new HttpRequestException("Stripe's address is not known yet.");

        // The base may have a path of its own, which resolving a relative address would drop.
        var request = new HttpRequestMessage(method, apiBase.AbsoluteUri.TrimEnd('/') + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.SecretKey);
        request.Headers.Add("Stripe-Version", ApiVersion);
        return request;
    }
}
