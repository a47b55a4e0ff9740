using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MindBot.Gateways.LiveKit.Webhooks;

/// <summary>
/// The <c>Authorization</c> header of LiveKit's webhooks: a JWT, usually without <c>Bearer</c>, whose claim <c>sha256</c> is the
/// padded standard base64 of the body's SHA-256. LiveKit's own verifiers accept no other spelling of the digest.
/// </summary>
public static class LiveKitWebhookSignature
{
    public const string HeaderName = "Authorization";

    public const string ContentType = "application/webhook+json";

    /// <summary>How far LiveKit's clock may be off; LiveKit's own verifier gives the same.</summary>
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);

    /// <summary>How long LiveKit's senders make a signature valid.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <param name="rawBody">The body's bytes as received: a parsed and rewritten body has another digest.</param>
    /// <param name="authorization">The header's value, with or without <c>Bearer</c>.</param>
    /// <param name="sentAt">When LiveKit signed this delivery, by its clock; null unless it is valid and says so plausibly.</param>
    public static LiveKitSignatureResult Verify(
        ReadOnlySpan<byte> rawBody, string? authorization, LiveKitOptions options, DateTimeOffset now, out DateTimeOffset? sentAt)
    {
        sentAt = null;
        if (string.IsNullOrWhiteSpace(authorization)) return LiveKitSignatureResult.HeaderMissing;
        if (LiveKitWebhookToken.Read(authorization) is not { } token) return LiveKitSignatureResult.Malformed;
        var (isCurrent, isPrevious) = (token.Issuer == options.ApiKey, options.PreviousApiKey is { } previous && token.Issuer == previous);
        if (!isCurrent && !isPrevious) return LiveKitSignatureResult.WrongKey;
        // A pair may get another secret under the same name.
        if (!(isCurrent && token.IsSignedWith(options.ApiSecret)) && !(isPrevious && token.IsSignedWith(options.PreviousApiSecret!)))
            return LiveKitSignatureResult.BadSignature;
        if (now - Leeway >= token.ExpiresAt) return LiveKitSignatureResult.Expired;
        if (now + Leeway < token.NotBefore) return LiveKitSignatureResult.NotYetValid;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token.BodyDigest), Encoding.ASCII.GetBytes(Digest(rawBody))))
            return LiveKitSignatureResult.BodyMismatch;

        sentAt = SentAt(token, now);
        return LiveKitSignatureResult.Valid;
    }

    /// <summary>The header's value for a body, as LiveKit's servers make it.</summary>
    public static string Sign(ReadOnlySpan<byte> rawBody, LiveKitOptions options, DateTimeOffset now)
    {
        var claims = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(claims))
        {
            json.WriteStartObject();
            json.WriteString("iss", options.ApiKey);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("nbf", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + Lifetime).ToUnixTimeSeconds());
            json.WriteString("sha256", Digest(rawBody));
            json.WriteEndObject();
        }
        return LiveKitJwt.Sign(claims.WrittenSpan, options);
    }

    private static string Digest(ReadOnlySpan<byte> rawBody) => Convert.ToBase64String(SHA256.HashData(rawBody));

    /// <summary>Older senders write no <c>iat</c>, and some no <c>nbf</c>; their lifetime is always the same.</summary>
    private static DateTimeOffset? SentAt(LiveKitWebhookToken token, DateTimeOffset now)
    {
        var said = token.IssuedAt ?? token.NotBefore ?? token.ExpiresAt - Lifetime;
        return said <= now + Leeway && said >= now - Lifetime - Leeway ? said : null;
    }
}
