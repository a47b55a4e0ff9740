using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MindBot.Simulators.LiveKit.Webhooks;

/// <summary>Signs as LiveKit does: a token of the server's own that carries the hash of the body.</summary>
internal static class WebhookSignature
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    public static string Of(byte[] body, string key, string secret, DateTimeOffset now)
    {
        var claims = new JsonObject
        {
            ["exp"] = (now + Lifetime).ToUnixTimeSeconds(),
            ["iss"] = key,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["sha256"] = Convert.ToBase64String(SHA256.HashData(body)),
        };
        var signed = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(signed)))}";
    }
}
