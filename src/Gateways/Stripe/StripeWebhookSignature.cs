using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MindBot.Gateways.Stripe;

/// <summary>
/// The <c>Stripe-Signature</c> header: <c>t=unix,v1=hex[,v1=hex]</c>, v1 being HMAC-SHA256 of <c>"{t}.{raw body}"</c> under the
/// whole secret. Other schemes (v0) are test signatures and prove nothing.
/// </summary>
public static class StripeWebhookSignature
{
    public const string HeaderName = "Stripe-Signature";

    /// <summary>Stripe's own default.</summary>
    public static readonly TimeSpan DefaultTolerance = TimeSpan.FromSeconds(300);

    /// <summary>More than this is no header of Stripe's, which has two signatures while a secret rolls.</summary>
    private const int MaxHeaderLength = 4096;

    /// <param name="rawBody">The body's bytes as received: a parsed and rewritten body has another signature.</param>
    /// <param name="secrets">Any of them may fit; none at all is never valid.</param>
    public static StripeSignatureResult Verify(
        ReadOnlySpan<byte> rawBody, string? header, IReadOnlyList<string> secrets, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        if (secrets.Count == 0 || !TryRead(header, out var timestamp, out var unixSeconds, out var signatures))
            return StripeSignatureResult.Malformed;

        var signed = new byte[timestamp.Length + 1 + rawBody.Length];
        Encoding.ASCII.GetBytes(timestamp, signed);
        signed[timestamp.Length] = (byte)'.';
        rawBody.CopyTo(signed.AsSpan(timestamp.Length + 1));

        if (!AnyFits(signed, secrets, signatures)) return StripeSignatureResult.Mismatch;

        var ageSeconds = (Int128)now.ToUnixTimeSeconds() - unixSeconds;
        return Int128.Abs(ageSeconds) <= (Int128)(tolerance ?? DefaultTolerance).TotalSeconds
            ? StripeSignatureResult.Valid
            : StripeSignatureResult.OutsideTolerance;
    }

    private static bool AnyFits(byte[] signed, IReadOnlyList<string> secrets, List<byte[]> signatures)
    {
        var fits = false;
        foreach (var secret in secrets.Where(s => s.Length > 0))
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            foreach (var signature in signatures)
                fits |= CryptographicOperations.FixedTimeEquals(expected, signature);
        }
        return fits;
    }

    private static bool TryRead(string? header, out string timestamp, out long unixSeconds, out List<byte[]> signatures)
    {
        timestamp = "";
        unixSeconds = 0;
        signatures = [];
        if (header is null || header.Length > MaxHeaderLength) return false;

        foreach (var item in header.Split(','))
        {
            var (name, value) = item.IndexOf('=') is >= 0 and var at ? (item[..at].Trim(), item[(at + 1)..].Trim()) : (item, "");
            if (name == "t") timestamp = value;
            if (name == "v1" && TryReadHex(value) is { } signature) signatures.Add(signature);
        }
        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out unixSeconds);
    }

    private static byte[]? TryReadHex(string hex)
    {
        var bytes = new byte[HMACSHA256.HashSizeInBytes];
        return hex.Length == 2 * bytes.Length
            && Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done
                ? bytes
                : null;
    }
}
