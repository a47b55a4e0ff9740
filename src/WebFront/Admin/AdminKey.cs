using System.Security.Cryptography;
using System.Text;

namespace MindBot.WebFront.Admin;

/// <summary>
/// The operators' own key (<c>MINDBOT_ADMIN_KEY</c>), sent as <c>X-Admin-Key</c>, and while it is being replaced the former one
/// (<c>MINDBOT_ADMIN_KEY_PREVIOUS</c>). Only hashes are kept.
/// </summary>
internal sealed class AdminKey(string key, string? previous = null)
{
    public const string Setting = "MINDBOT_ADMIN_KEY", PreviousSetting = "MINDBOT_ADMIN_KEY_PREVIOUS", Header = "X-Admin-Key", OperatorHeader = "X-Operator";
    public const int MinBytes = 32;

    private readonly byte[] hash = Hash(key), previousHash = Hash(previous ?? key);

    public static bool IsStrongEnough(string key) => Encoding.UTF8.GetByteCount(key) >= MinBytes;

    /// <summary>In a time that does not tell how much of it was right.</summary>
    public bool Fits(string offered)
    {
        var given = Hash(offered);
        return CryptographicOperations.FixedTimeEquals(hash, given) | CryptographicOperations.FixedTimeEquals(previousHash, given);
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
