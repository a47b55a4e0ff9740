using System.Security.Cryptography;
using System.Text;

namespace MindBot.Grains.TimeCards;

/// <summary>
/// <c>XXXX-XXXX-XXXX</c> from 31 letters and digits that nobody mistakes for each other (no 0/O, 1/I/L): 12 × log2(31) = 59 bits.
/// </summary>
public static class ActivationCode
{
    public const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Letters = 12;

    public static string Generate()
    {
        var letters = RandomNumberGenerator.GetString(Alphabet, Letters);
        return $"{letters[..4]}-{letters[4..8]}-{letters[8..]}";
    }

    /// <summary>The code as it was made from however a person typed it (case, spaces, dashes); null when it cannot be one.</summary>
    public static string? Normalise(string typed)
    {
        if (typed.Length > 64) return null;
        var letters = new StringBuilder(Letters);
        foreach (var c in typed)
            if (!char.IsWhiteSpace(c) && c != '-') letters.Append(char.ToUpperInvariant(c));
        var code = letters.ToString();
        return code.Length == Letters && code.All(char.IsAsciiLetterOrDigit) ? $"{code[..4]}-{code[4..8]}-{code[8..]}" : null;
    }

    /// <summary>Grain key of a normalised code.</summary>
    public static string Key(string code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(code)));
}
