using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MindBot.Gateways.Tests.LiveKit;

/// <summary>Makes webhook tokens of every kind, also such that no honest sender makes; without help from the code under test.</summary>
internal static class WebhookJwt
{
    public const string Hs256 = """{"alg":"HS256"}""";

    public static string Make(string claims, string secret = "secret", string header = Hs256)
    {
        var signed = $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)))}";
    }

    public static string Digest(byte[] body) => Convert.ToBase64String(SHA256.HashData(body));
}
