namespace MindBot.Simulators.Stripe.State;

/// <summary>The first answer given under an idempotency key.</summary>
/// <param name="Fingerprint">Of the request, so that another one under the same key is noticed.</param>
/// <param name="At">Unix seconds.</param>
internal sealed record RememberedReply(string Key, string Fingerprint, string RequestId, int Status, string Json, long At);
