using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MindBot.Grains.Users;

/// <summary>The secret of a reset link: <c>{user id}.{256 random bits in base64url}</c>. Only its hash is kept.</summary>
public sealed record PasswordResetToken(string UserId, string Secret)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private const int SecretBytes = 32, SecretLength = 43, LongestUserId = 64;

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Secret)));

    public static PasswordResetToken New(string userId) => new(userId, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes)));

    /// <returns>Null for what can be none of ours.</returns>
    public static PasswordResetToken? Read(string? text)
    {
        if (text?.Split('.') is not [{ Length: <= LongestUserId } userId, { Length: SecretLength } secret]) return null;
        return Users.UserId.IsOne(userId) && userId.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && secret.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new(userId, secret)
            : null;
    }

    public override string ToString() => $"{UserId}.{Secret}";
}
