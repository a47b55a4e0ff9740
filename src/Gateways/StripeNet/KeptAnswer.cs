using Sdk = global::Stripe;

namespace MindBot.Gateways.StripeNet;

/// <summary>Sends one request and keeps its answer as it came, which the SDK hands out only when it can read it.</summary>
internal sealed class KeptAnswer(Sdk.IHttpClient inner) : Sdk.IHttpClient
{
    public Sdk.StripeResponse? Answer { get; private set; }

    public async Task<Sdk.StripeResponse> MakeRequestAsync(Sdk.StripeRequest request, CancellationToken cancellationToken = default) =>
        Answer = await inner.MakeRequestAsync(request, cancellationToken);

    public Task<Sdk.StripeStreamedResponse> MakeStreamingRequestAsync(Sdk.StripeRequest request, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nothing that is asked of Stripe is a stream.");
}
