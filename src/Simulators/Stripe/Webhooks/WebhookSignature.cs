using System.Security.Cryptography;
using System.Text;

namespace MindBot.Simulators.Stripe.Webhooks;

/// <summary>Signs as Stripe does.</summary>
internal static class WebhookSignature
{
    public static string Header(byte[] body, string secret, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds();
        var signed = new List<byte>(Encoding.ASCII.GetBytes($"{timestamp}."));
        signed.AddRange(body);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed.ToArray());
        return $"t={timestamp},v1={Convert.ToHexStringLower(signature)}";
    }
}
