using System.Text;
using MindBot.Gateways.Stripe;
using Sdk = global::Stripe;

namespace MindBot.Gateways.StripeNet;

/// <summary>
/// The requests by Stripe's own SDK: its typed parameters, its encoding, its headers. The retries and the limit of time are <see cref="StripeCalls"/>',
/// which a cancellation can interrupt and a test's clock moves; the SDK's are off.
/// </summary>
internal sealed partial class StripeNetApi(HttpClient http, StripeOptions options, StripeCalls calls) : IStripeApi
{
    private readonly Sdk.SystemNetHttpClient sender = new(http, maxNetworkRetries: 0, enableTelemetry: false);

    private Task<StripeAnswer> Send(
        Func<Sdk.V1Services, Sdk.RequestOptions, CancellationToken, Task> call, CancellationToken cancellation, string? idempotencyKey = null)
    {
        var request = new Sdk.RequestOptions { IdempotencyKey = idempotencyKey is null ? null : StripeCalls.Checked(idempotencyKey) };
        return calls.Send((apiBase, limited) => Once(call, apiBase, request, limited), cancellation);
    }

    /// <summary>A client a try: what it costs is nothing beside the request, and the address is known only now.</summary>
    private async Task<StripeAnswer> Once(
        Func<Sdk.V1Services, Sdk.RequestOptions, CancellationToken, Task> call, Uri apiBase, Sdk.RequestOptions request, CancellationToken cancellation)
    {
        var wire = new KeptAnswer(sender);
        var client = new Sdk.StripeClient(new Sdk.StripeClientOptions
        {
            ApiKey = options.SecretKey,
            ApiBase = apiBase.AbsoluteUri.TrimEnd('/'),
            HttpClient = wire,
        });
        try
        {
            await call(client.V1, request, cancellation);
        }
        catch (Exception) when (wire.Answer is not null)
        {
            // Whatever the SDK makes of the answer: it is judged by who judges the thin adapter's too, and the SDK's words may quote secrets of it.
        }
        var answer = wire.Answer ?? throw new InvalidOperationException("Stripe.net made no request.");
        return new StripeAnswer(answer.StatusCode, answer.Headers, Encoding.UTF8.GetBytes(answer.Content));
    }

    /// <summary>The SDK sends an empty text, as of some fields a null that was set, as an order to clear the field.</summary>
    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static Dictionary<string, string> Given(IReadOnlyDictionary<string, string> metadata) =>
        metadata.Where(entry => entry.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
}
