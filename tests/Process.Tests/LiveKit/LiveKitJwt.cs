using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MindBot.Process.Tests.LiveKit;

/// <summary>LiveKit's tokens: those that MindBot makes for people, read; those of webhooks, made.</summary>
internal static class LiveKitJwt
{
    public const string Key = "crashtests", Secret = "a secret of the crash tests, as long as LiveKit wants";

    public static JsonElement Claims(string token) => JsonDocument.Parse(Base64Url.DecodeFromChars(token.Split('.')[1])).RootElement;

    /// <summary>The <c>Authorization</c> of a webhook: the digest of its body, signed.</summary>
    public static string OfWebhook(byte[] body, DateTimeOffset now)
    {
        var claims = new
        {
            iss = Key,
            nbf = now.ToUnixTimeSeconds(),
            exp = now.AddMinutes(5).ToUnixTimeSeconds(),
            sha256 = Convert.ToBase64String(SHA256.HashData(body)),
        };
        var signed = $"{Encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}"u8)}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{signed}.{Encode(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
