using System.Security.Cryptography;
using System.Text;

namespace MindBot.Grains.Users;

/// <summary>Two spellings of one address are one address; the key does not reveal it.</summary>
public static class EmailAddress
{
    public static string Normalise(string email) => email.Trim().ToLowerInvariant();

    /// <summary>Grain key of an address: a hash, so that no storage row is named after a person.</summary>
    public static string Key(string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normalise(email))));
}
