using System.Globalization;
using System.Text;
using MindBot.Grains;
using MindBot.Grains.Personas;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;

namespace MindBot.WebFront.Personas;

/// <summary>
/// What a user may write about a persona. Lengths count characters as people see them. Texts are kept as they came, trimmed, with line ends as
/// \n; they are not normalised, for nothing is ever looked up by them.
/// </summary>
internal static class CustomPersonaChecks
{
    public const int MaxName = 60, MaxSummary = 300, MaxText = 1500;

    /// <summary>One visible character may consist of any number of marks; this many UTF-16 units on average are enough for all writing.</summary>
    private const int UnitsPerCharacter = 4;

    /// <summary>The texts as they are to be kept, or what is wrong with them.</summary>
    /// <param name="needsAll">Whether absent ones are refused.</param>
    public static (PersonaTexts Texts, Refusal? Refusal) Read(CustomPersonaBody body, bool needsAll, PersonaCatalog catalog)
    {
        var texts = new PersonaTexts(
            Cleaned(body.Name), Cleaned(body.Summary), Cleaned(body.Persona), Cleaned(body.Purpose), body.Category);
        var refusal = Line(texts.Name, needsAll, "name", MaxName, ErrorCodes.InvalidName)
            ?? Line(texts.Summary, needsAll, "summary", MaxSummary, ErrorCodes.InvalidField)
            ?? Text(texts.Persona, needsAll, "persona", MaxText, ErrorCodes.InvalidField)
            ?? Text(texts.Purpose, needsAll, "purpose", MaxText, ErrorCodes.InvalidField)
            ?? Category(texts.Category, needsAll, catalog);
        return (texts, refusal);
    }

    private static string? Cleaned(string? text) => text?.Replace("\r\n", "\n").Trim();

    private static Refusal? Line(string? text, bool isNeeded, string field, int max, string code) => text?.Contains('\n') == true
        ? new Refusal(code, $"'{field}' must be one line.")
        : Text(text, isNeeded, field, max, code);

    private static Refusal? Text(string? text, bool isNeeded, string field, int max, string code)
    {
        if (text is null && !isNeeded) return null;
        if (text is null || !text.EnumerateRunes().Any(IsVisible) || !IsAtMost(text, max))
            return new Refusal(code, $"'{field}' is required, with 1 to {max} characters.");
        return text.Any(c => char.IsControl(c) && c != '\n')
            ? new Refusal(code, $"'{field}' must not have control characters.")
            : null;
    }

    private static Refusal? Category(string? category, bool isNeeded, PersonaCatalog catalog) =>
        (category is null && !isNeeded) || catalog.Categories.Any(known => known.Value == category)
            ? null
            : new Refusal(
                ErrorCodes.InvalidCategory, $"'category' must be one of {string.Join(", ", catalog.Categories.Select(known => known.Value))}.");

    private static bool IsAtMost(string text, int max) =>
        text.Length <= max * UnitsPerCharacter && StringInfo.ParseCombiningCharacters(text).Length <= max;

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.OtherNotAssigned);
}
