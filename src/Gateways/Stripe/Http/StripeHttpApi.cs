using System.Net.Http.Headers;

namespace MindBot.Gateways.Stripe.Http;

/// <summary>The requests as Stripe's HTTP API takes them, without its SDK.</summary>
internal sealed partial class StripeHttpApi(HttpClient http, StripeOptions options, StripeCalls calls) : IStripeApi
{
    private Task<StripeAnswer> Get(string path, CancellationToken cancellation) =>
        calls.Send((apiBase, limited) => Send(Request(HttpMethod.Get, apiBase, path), limited), cancellation);

    private Task<StripeAnswer> Get(string path, StripeForm query, CancellationToken cancellation) =>
        Get($"{path}?{query.ToQuery()}", cancellation);

    private Task<StripeAnswer> Delete(string path, CancellationToken cancellation) =>
        calls.Send((apiBase, limited) => Send(Request(HttpMethod.Delete, apiBase, path), limited), cancellation);

    private Task<StripeAnswer> Post(string path, StripeForm form, string idempotencyKey, CancellationToken cancellation)
    {
        var key = StripeCalls.Checked(idempotencyKey);
        return calls.Send((apiBase, limited) =>
        {
            var request = Request(HttpMethod.Post, apiBase, path);
            request.Content = form.ToContent();
            request.Headers.Add("Idempotency-Key", key);
            return Send(request, limited);
        }, cancellation);
    }

    private async Task<StripeAnswer> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        using (request)
        {
            using var response = await http.SendAsync(request, cancellation);
            return new StripeAnswer(response.StatusCode, response.Headers, await response.Content.ReadAsByteArrayAsync(cancellation));
        }
    }

    private HttpRequestMessage Request(HttpMethod method, Uri apiBase, string path)
    {
        // The base may have a path of its own, which resolving a relative address would drop.
        var request = new HttpRequestMessage(method, apiBase.AbsoluteUri.TrimEnd('/') + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.SecretKey);
        request.Headers.Add("Stripe-Version", StripeCalls.ApiVersion);
        return request;
    }
}
