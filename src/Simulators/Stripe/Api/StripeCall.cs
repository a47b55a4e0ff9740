using System.Security.Cryptography;
using System.Text;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Api;

/// <summary>An authenticated request to the simulated API.</summary>
/// <param name="Id">The id in the path; empty for collections.</param>
/// <param name="IsPublishable">Made with the publishable key: only what a browser may do.</param>
/// <param name="Work">What the request changes, committed together with its answer.</param>
internal sealed record StripeCall(
    string Method, string Path, string Id, StripeParameters Parameters, bool IsPublishable, string RequestId, string? IdempotencyKey, StripeWork Work)
{
    public long Now => Work.Now;

    /// <summary>Of all that makes two requests the same under one idempotency key.</summary>
    public string Fingerprint() =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Method} {Path}\n{Parameters.Canonical()}")));
}
