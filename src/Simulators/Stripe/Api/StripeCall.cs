using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>An authenticated request to the simulated API.</summary>
/// <param name="Id">The id in the path; empty for collections.</param>
/// <param name="IsPublishable">Made with the publishable key: only what a browser may do.</param>
internal sealed record StripeCall(
    string Method, string Path, string Id, StripeParameters Parameters, bool IsPublishable, string RequestId, string? IdempotencyKey, long Now)
{
    /// <summary>What the request changes, committed together with its answer.</summary>
    public StripeChange Change { get; } = new();

    /// <summary>Of all that makes two requests the same under one idempotency key.</summary>
    public string Fingerprint() =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Method} {Path}\n{Parameters.Canonical()}")));
}

/// <summary>An answer of the simulated API.</summary>
internal sealed record StripeReply(int Status, string Json)
{
    /// <summary>The request that was answered so first; set when this is a repetition.</summary>
    public string? OriginalRequest { get; init; }

    public static StripeReply Of(int status, JsonNode body) => new(status, body.ToJsonString());
}
