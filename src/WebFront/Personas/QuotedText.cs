using System.Globalization;
using System.Text;

namespace MindBot.WebFront.Personas;

/// <summary>Text of a user as a JSON string on one line: it cannot end its own quotation, break its line, or hide where it ends.</summary>
internal static class QuotedText
{
    private const int ZeroWidthNonJoiner = 0x200C, ZeroWidthJoiner = 0x200D;

    public static string Of(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append((char)rune.Value);
            else if (rune.Value == '\n') quoted.Append("\\n");
            else if (IsPlain(rune)) quoted.Append(rune);
            else foreach (var unit in rune.ToString()) quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Marks that turn the direction of reading, that cannot be seen, or that break lines, are written as escapes.</summary>
    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        UnicodeCategory.Format => rune.Value is ZeroWidthNonJoiner or ZeroWidthJoiner,
        UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned => false,
        _ => true,
    };
}
