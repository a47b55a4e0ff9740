using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MindBot.Gateways.LiveKit.Webhooks;

/// <summary>A webhook's JWT as it was read; nothing in it is true before <see cref="IsSignedWith"/> says so.</summary>
internal sealed record LiveKitWebhookToken(
    string Issuer, DateTimeOffset ExpiresAt, DateTimeOffset? NotBefore, DateTimeOffset? IssuedAt, string BodyDigest)
{
    /// <summary>Some ten times what LiveKit sends.</summary>
    private const int MaxLength = 4096;

    private const string Scheme = "Bearer ";

    private string SignedPart { get; init; } = "";
    private byte[] Signature { get; init; } = [];

    /// <returns>Null for what is no JWT with HS256 and an expiry.</returns>
    public static LiveKitWebhookToken? Read(string authorization)
    {
        var jwt = authorization.Trim();
        if (jwt.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) jwt = jwt[Scheme.Length..].TrimStart();
        if (jwt.Length > MaxLength || jwt.Split('.') is not [var header, var claims, var signature]) return null;

        return Decode(header) is { } headerJson && Decode(claims) is { } claimsJson && Decode(signature) is { } signatureBytes
            && LiveKitJson.TryRead(headerJson, root => LiveKitJson.Text(root, "alg")) == "HS256"
            && LiveKitJson.TryRead(claimsJson, ReadClaims) is { } token
                ? token with { SignedPart = jwt[..(header.Length + 1 + claims.Length)], Signature = signatureBytes }
                : null;
    }

    public bool IsSignedWith(string secret) => secret.Length > 0 && CryptographicOperations.FixedTimeEquals(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(SignedPart)), Signature);

    private static LiveKitWebhookToken ReadClaims(JsonElement claims) => new(
        LiveKitJson.Text(claims, "iss"),
        NumericDate(claims, "exp") ?? throw new FormatException("The token never expires."),
        NumericDate(claims, "nbf"),
        NumericDate(claims, "iat"),
        LiveKitJson.Text(claims, "sha256"));

    /// <summary>A JWT's instants may have fractions, unlike all else of LiveKit's.</summary>
    private static DateTimeOffset? NumericDate(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var seconds) ? DateTimeOffset.UnixEpoch.AddSeconds(seconds.GetDouble()) : null;

    private static byte[]? Decode(string part)
    {
        try
        {
            return Base64Url.DecodeFromChars(part);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
