using System.Text;

namespace MindBot.Simulators.Stripe.Http;

/// <summary>The API behind an <see cref="HttpClient"/>, without sockets.</summary>
internal sealed class InMemoryHandler(StripePipeline pipeline) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var (address, content) = (request.RequestUri!, request.Content);
        var body = content is null ? "" : await content.ReadAsStringAsync(cancellation);
        var answer = await pipeline.Answer(new StripeRequest(
            request.Method.Method, StripePath.Of(address.AbsolutePath), address.Query, body, content?.Headers.ContentType?.MediaType,
            name => request.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null), cancellation);

        cancellation.ThrowIfCancellationRequested();
        if (answer is null) throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection broke before the answer.");
        var response = new HttpResponseMessage((System.Net.HttpStatusCode)answer.Status)
        {
            RequestMessage = request,
            Content = new StringContent(answer.Json, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in answer.Headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }
}
