namespace MindBot.Grains.Personas;

/// <summary>Slugs: lower-case ASCII words and numbers, joined by hyphens.</summary>
public static class PersonaSlug
{
    public const int MaxLength = 64;

    /// <summary>The longest part of a custom persona's slug that comes from its name.</summary>
    private const int MaxNameLength = 40;

    /// <summary>A letter and a digit, three times: 17 million, and none of them ends a name by chance.</summary>
    private const int SuffixLength = 6;

    private const string Letters = "abcdefghijklmnopqrstuvwxyz";

    public static bool IsSlug(string? text) =>
        text is { Length: > 0 and <= MaxLength } && text[0] != '-' && text[^1] != '-' && !text.Contains("--")
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>Whether it is of the form that only users' own personas have, such as <c>my-custom-tutor-a1b2c3</c>.</summary>
    public static bool IsCustom(string slug) =>
        IsSlug(slug) && slug.Length > SuffixLength + 1 && slug[^(SuffixLength + 1)] == '-'
        && slug[^SuffixLength..].Index().All(at => at.Index % 2 == 0 ? char.IsAsciiLetterLower(at.Item) : char.IsAsciiDigit(at.Item));

    /// <summary>What was written, as slugs are written: lower case, hyphens for underscores.</summary>
    public static string Canonical(string written) => written.ToLowerInvariant().Replace('_', '-');

    /// <summary>The slug of a new persona. What is not ASCII is dropped from the name; a name without any becomes "persona".</summary>
    /// <param name="seed">At least 6 letters; the same ones make the same slug.</param>
    public static string OfCustom(string name, string seed)
    {
        var ascii = string.Concat(name.ToLowerInvariant().Where(c => char.IsAscii(c) && c != '\'').Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var joined = string.Join('-', ascii.Split('-', StringSplitOptions.RemoveEmptyEntries));
        if (joined.Length > MaxNameLength) joined = joined[..MaxNameLength].TrimEnd('-');
        return $"{(joined.Length > 0 ? joined : "persona")}-{Suffix(seed)}";
    }

    private static string Suffix(string seed) =>
        string.Concat(seed[..SuffixLength].Index().Select(at => at.Index % 2 == 0 ? at.Item : (char)('0' + Letters.IndexOf(at.Item) % 10)));
}
