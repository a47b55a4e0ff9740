using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace MindBot.WebFront.Security;

/// <summary>The secret that signs access tokens, and while it is being replaced the former one, whose tokens are good until they expire.</summary>
internal sealed class AuthKey(string secret, string? previous = null)
{
    public const string Setting = "MINDBOT_AUTH_KEY", PreviousSetting = "MINDBOT_AUTH_KEY_PREVIOUS";

    /// <summary>HS256 is as strong as its key up to 256 bits.</summary>
    public const int MinBytes = 32;

    /// <summary>Signs new tokens; they name it in their header (<c>kid</c>).</summary>
    public SymmetricSecurityKey SecurityKey { get; } = KeyOf(secret);

    /// <summary>Those whose signatures are accepted.</summary>
    public IReadOnlyList<SecurityKey> Accepted => field ??= previous is null ? [SecurityKey] : [SecurityKey, KeyOf(previous)];

    public static bool IsStrongEnough(string secret) => Encoding.UTF8.GetByteCount(secret) >= MinBytes;

    private static SymmetricSecurityKey KeyOf(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        // Not of the bare secret, whose hash others may know from elsewhere.
        return new(bytes) { KeyId = Convert.ToHexStringLower(HMACSHA256.HashData(bytes, "mindbot key id"u8))[..16] };
    }
}
