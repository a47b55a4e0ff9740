using Microsoft.Extensions.Configuration;

namespace MindBot.Gateways.Stripe;

/// <summary>How to reach Stripe. A class, not a record: records print their properties, and these are secrets.</summary>
public sealed class StripeOptions
{
    public static readonly Uri StripeApiBase = new("https://api.stripe.com");

    /// <summary><c>sk_…</c> or a restricted <c>rk_…</c> key.</summary>
    public required string SecretKey { get; init; }

    /// <summary>The signing secrets (<c>whsec_…</c>) of our webhook endpoint; more than one while a secret is rolled.</summary>
    public required IReadOnlyList<string> WebhookSecrets { get; init; }

    /// <summary>
    /// Asked anew for each try, because a simulator in our own server has an address only after the start; null while it has none,
    /// which counts as an outage.
    /// </summary>
    public Func<Uri?> ApiBase { get; init; } = () => StripeApiBase;

    /// <summary>Limit of one operation, its retries included. Default 10 s.</summary>
    public TimeSpan OperationLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Retries after the first try. Default 4.</summary>
    public int MaxRetries { get; init; } = 4;

    /// <summary>
    /// Reads <c>STRIPE_SECRET_KEY</c>, <c>STRIPE_WEBHOOK_SECRET</c> and <c>STRIPE_WEBHOOK_SECRET_PREVIOUS</c> (each may be several, separated by commas), and
    /// <c>STRIPE_API_BASE</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">A key is missing or unusable; the message says which.</exception>
    public static StripeOptions Read(IConfiguration configuration)
    {
        var apiBase = configuration["STRIPE_API_BASE"] is { Length: > 0 } text ? ReadApiBase(text) : StripeApiBase;
        var previous = Secrets("STRIPE_WEBHOOK_SECRET_PREVIOUS");
        if (Secrets("STRIPE_WEBHOOK_SECRET").Length == 0) throw new InvalidOperationException("STRIPE_WEBHOOK_SECRET is missing.");
        if (!previous.All(IsToken)) throw new InvalidOperationException("STRIPE_WEBHOOK_SECRET_PREVIOUS has characters that no signing secret has.");
        var options = new StripeOptions
        {
            SecretKey = configuration["STRIPE_SECRET_KEY"]?.Trim() ?? "",
            WebhookSecrets = [.. Secrets("STRIPE_WEBHOOK_SECRET"), .. previous],
            ApiBase = () => apiBase,
        };
        options.Validate();
        return options;

        string[] Secrets(string name) => (configuration[name] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    /// <exception cref="InvalidOperationException">Something is missing or unusable; the message says what, never the secret.</exception>
    public void Validate()
    {
        if (!IsToken(SecretKey))
            throw new InvalidOperationException("STRIPE_SECRET_KEY is missing or has characters that no Stripe key has.");
        if (WebhookSecrets.Count == 0 || !WebhookSecrets.All(IsToken))
            throw new InvalidOperationException("STRIPE_WEBHOOK_SECRET is missing or has characters that no signing secret has.");
        if (OperationLimit <= TimeSpan.Zero || MaxRetries < 0)
            throw new InvalidOperationException("Stripe's operation limit must be positive and its retries not negative.");
    }

    private static bool IsToken(string value) => value.Length > 0 && value.All(c => c is > ' ' and < '\x7f');

    private static Uri ReadApiBase(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new InvalidOperationException("STRIPE_API_BASE is not an http or https address.");
}
