using System.Net.Http.Headers;
using System.Text;
using MindBot.Simulators.Stripe.Api;

namespace MindBot.Simulators.Stripe.Http;

/// <summary>Stripe's keys: as bearer, as the user of Basic, and the publishable one also as the body's <c>key</c>.</summary>
internal static class StripeAuthentication
{
    /// <returns>Whether the request came with the publishable key rather than the secret one.</returns>
    public static bool IsPublishable(StripeRequest request, StripeParameters parameters, StripeSimulatorOptions options, bool inBrowser)
    {
        var key = HeaderKey(request) ?? parameters.Text("key") ?? throw new StripeApiError(401,
            "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth " +
            "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY').");
        if (key == options.SecretKey) return false;
        if (key != options.PublishableKey) throw new StripeApiError(401, $"Invalid API Key provided: {Masked(key)}");
        return inBrowser
            ? true
            : throw new StripeApiError(401,
                "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys " +
                "at https://dashboard.stripe.com/account/apikeys.", "secret_key_required");
    }

    private static string? HeaderKey(StripeRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Header("Authorization"), out var header)) return null;
        if (header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase)) return header.Parameter;
        if (!header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase)) return null;

        var decoded = new byte[(header.Parameter ?? "").Length];
        return Convert.TryFromBase64String(header.Parameter ?? "", decoded, out var length)
            ? Encoding.UTF8.GetString(decoded, 0, length).Split(':')[0]
            : null;
    }

    private static string Masked(string key) => key.Length <= 12 ? "****" : $"{key[..8]}****{key[^4..]}";
}
