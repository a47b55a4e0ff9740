namespace MindBot.Simulators.Stripe.Http;

/// <summary>A request as it came, from wherever.</summary>
/// <param name="Path">From <c>/v1</c> or <c>/simulate</c> on.</param>
/// <param name="Header">A header's value; null when there is none.</param>
internal sealed record StripeRequest(
    string Method, string Path, string Query, string Body, string? ContentType, Func<string, string?> Header);

internal sealed record StripeResponse(int Status, string Json, Dictionary<string, string> Headers);
