using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace MindBot.WebFront.Security;

/// <summary>The secret that signs access tokens.</summary>
internal sealed class AuthKey(string secret)
{
    /// <summary>HS256 is as strong as its key up to 256 bits.</summary>
    public const int MinBytes = 32;

    public SymmetricSecurityKey SecurityKey { get; } = new(Encoding.UTF8.GetBytes(secret));

    public static bool IsStrongEnough(string secret) => Encoding.UTF8.GetByteCount(secret) >= MinBytes;
}
