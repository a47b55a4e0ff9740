using System.Net;
using MindBot.Gateways.Stripe;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Stripe;

/// <summary>A Stripe that answers what the test says, in turn, and keeps what it was asked.</summary>
internal sealed class ScriptedStripe : HttpMessageHandler
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> answers = new();

    public ScriptedStripe(StripeAdapterUnderTest adapter) => Gateway = StripeServiceCollectionExtensions.Gateway(
        new HttpClient(this), new StripeOptions { SecretKey = "sk_test_scripted", WebhookSecrets = ["whsec_1"] }, Time, adapter.Make);

    public IPaymentGateway Gateway { get; }

    public SkippingTime Time { get; } = new();

    public List<AskedOfStripe> Asked { get; } = [];

    /// <summary>These requests in this order, each with these parameters in any order.</summary>
    public void WasAsked(params string[] expected) =>
        Assert.Equal(expected.Select(AskedOfStripe.InOrder), Asked.Select(asked => AskedOfStripe.InOrder(asked.ToString())));

    public ScriptedStripe Answers(string json, int status = 200) =>
        Does(_ => Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(json) }));

    public ScriptedStripe LosesTheAnswer() => Does(_ => throw new HttpRequestException("The connection was reset."));

    public ScriptedStripe Does(Func<CancellationToken, Task<HttpResponseMessage>> answer)
    {
        answers.Enqueue(answer);
        return this;
    }

    public ScriptedStripe Refuses(int status, string type, string? code = null, string? param = null, string? declineCode = null) =>
        Answers(StripeJsonTexts.Error(type, code, param, declineCode), status);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(new AskedOfStripe(
            request.Method.Method,
            request.RequestUri!.AbsolutePath,
            request.Content is null ? request.RequestUri.Query.TrimStart('?') : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Headers.TryGetValues("Idempotency-Key", out var key) ? key.Single() : null,
            request.Headers.GetValues("Stripe-Version").Single()));
        Assert.Equal("Bearer sk_test_scripted", request.Headers.Authorization!.ToString());
        Assert.True(answers.Count > 0, $"Nobody expected {Asked[^1]}.");
        return await answers.Dequeue()(cancellationToken);
    }
}

/// <param name="Encoded">The parameters as sent, in the body or the query.</param>
internal sealed record AskedOfStripe(string Method, string Path, string Encoded, string? IdempotencyKey, string Version)
{
    public IEnumerable<string[]> Parameters => Encoded.Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=').Select(WebUtility.UrlDecode).ToArray())!;

    public string this[string name] => Parameters.Single(pair => pair[0] == name)[1];

    /// <summary>For people: decoded.</summary>
    public override string ToString() => $"{Method} {Path} {string.Join('&', Parameters.Select(pair => string.Join('=', pair)))}".TrimEnd();

    /// <summary>The same request with its parameters in the order of their names, which means nothing to Stripe.</summary>
    public static string InOrder(string line) => line.Split(' ', 3) is [var method, var path, var parameters]
        ? $"{method} {path} {string.Join('&', parameters.Split('&').Order(StringComparer.Ordinal))}"
        : line;
}
