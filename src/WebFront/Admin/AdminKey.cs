using System.Security.Cryptography;
using System.Text;

namespace MindBot.WebFront.Admin;

/// <summary>The operators' own key (<c>MINDBOT_ADMIN_KEY</c>), sent as <c>X-Admin-Key</c>. Only its hash is kept.</summary>
internal sealed class AdminKey(string key)
{
    public const string Setting = "MINDBOT_ADMIN_KEY", Header = "X-Admin-Key", OperatorHeader = "X-Operator";
    public const int MinBytes = 32;

    private readonly byte[] hash = Hash(key);

    public static bool IsStrongEnough(string key) => Encoding.UTF8.GetByteCount(key) >= MinBytes;

    /// <summary>In a time that does not tell how much of it was right.</summary>
    public bool Fits(string offered) => CryptographicOperations.FixedTimeEquals(hash, Hash(offered));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
