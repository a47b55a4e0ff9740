using System.Text.RegularExpressions;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;

namespace MindBot.WebFront.Catalog;

internal static partial class PersonaChecks
{
    /// <summary>No session is longer; see the sessions' own limit.</summary>
    private const int MaxSessionMinutes = 240;

    private const int MinutesOfADay = 1440, MaxSummary = 300, MaxText = 4000, MaxWords = 20;
    private const decimal MinMultiplier = 0.1m, MaxMultiplier = 10m;

    /// <summary>Tools, features and fields are named in programs.</summary>
    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}$")]
    private static partial Regex ProgramName { get; }

    /// <exception cref="FormatException">The persona cannot be offered; the message says why.</exception>
    public static void Check(PersonaEntry persona, IReadOnlySet<string> categories)
    {
        if (!PersonaSlug.IsSlug(persona.Slug))
            throw new FormatException(
                $"A persona's 'slug' has 1 to {PersonaSlug.MaxLength} lower-case letters and digits, joined by single hyphens.");

        var require = RuleOf($"The persona '{persona.Slug}'");
        require((persona.Aliases ?? []).All(PersonaSlug.IsSlug), "'aliases' must be written like slugs, with hyphens");
        require(!(persona.Aliases ?? []).Prepend(persona.Slug!).Any(IsReserved), "its slug or an alias is kept for personas of users");
        require(IsText(persona.Name, 60), "'name' must have 1 to 60 characters");
        require(IsText(persona.Summary, MaxSummary), $"'summary' must have 1 to {MaxSummary} characters");
        require(IsText(persona.Persona, MaxText), $"'persona' must have 1 to {MaxText} characters");
        require(IsText(persona.Purpose, MaxText), $"'purpose' must have 1 to {MaxText} characters");
        require(categories.Contains(persona.Category ?? ""), $"there is no category '{persona.Category}'");
        require(Tiers.Find(persona.AccessLevel) is not null, "'access_level' must be 'free' or 'premium'");
        CheckTalking(require, persona.Voice, persona.Tools, persona.Safety);
        CheckCosts(require, persona.CostMultiplier, persona.SessionLimit, persona.DailyLimit, persona.AdSupported);
        require((persona.AgeRestriction ?? 13) is >= 3 and <= 21, "'age_restriction' must be 3 to 21 years");
        require(AreNames(persona.PremiumFeatures), "'premium_features' must be distinct names such as study_plan");
        require(AreNames(persona.UserCustomizableFields), "'user_customizable_fields' must be distinct names such as subject_focus");
        require(persona.Rating is >= 1 and <= 5, "'rating' must be 1 to 5");
        require(persona.UsageCount >= 0, "'usage_count' must be 0 or more");
        require(persona.CreatedAt is not null, "'created_at' is missing");
    }

    /// <exception cref="FormatException">What custom personas have in common is missing or wrong; the message says why.</exception>
    public static void Check(CustomPersonaEntry custom)
    {
        var require = RuleOf("'custom'");
        CheckTalking(require, custom.Voice, custom.Tools, custom.Safety);
        CheckCosts(require, custom.CostMultiplier, custom.SessionLimit, custom.DailyLimit, custom.AdSupported);
    }

    /// <exception cref="FormatException">The category cannot be shown; the message says why.</exception>
    public static void Check(CategoryEntry category)
    {
        if (!ProgramName.IsMatch(category.Value ?? ""))
            throw new FormatException("A category's 'value' has 1 to 64 lower-case letters, digits and '_', a letter first.");

        var require = RuleOf($"The category '{category.Value}'");
        require(IsText(category.Label, 60), "'label' must have 1 to 60 characters");
        require(IsText(category.Description, MaxSummary), $"'description' must have 1 to {MaxSummary} characters");
        require(IsText(category.Icon, 16), "'icon' must have 1 to 16 characters");
        require(category.PopularPersonas is { Count: > 0 }, "'popular_personas' must name one persona or more");
        require(category.PopularPersonas!.Distinct().Count() == category.PopularPersonas!.Count, "'popular_personas' names one twice");
    }

    private static Action<bool, string> RuleOf(string whose) => (isRight, rule) =>
    {
        if (!isRight) throw new FormatException($"{whose}: {rule}.");
    };

    private static void CheckTalking(Action<bool, string> require, VoiceEntry? voice, IReadOnlyList<string>? tools, string? safety)
    {
        require(ProgramName.IsMatch(voice?.Tts ?? ""), "'voice.tts' must be the name of a voice");
        require(IsText(voice?.Style, 100), "'voice.style' must have 1 to 100 characters");
        require(AreNames(tools), "'tools' must be distinct names such as create_quiz");
        require(IsText(safety, MaxText), $"'safety' must have 1 to {MaxText} characters");
    }

    private static void CheckCosts(Action<bool, string> require, decimal? multiplier, int? sessionLimit, int? dailyLimit, bool? adSupported)
    {
        require(
            multiplier is >= MinMultiplier and <= MaxMultiplier && multiplier * 1000 % 1 == 0,
            $"'cost_multiplier' must be {MinMultiplier} to {MaxMultiplier}, with at most three decimals");
        require((sessionLimit ?? 1) is >= 1 and <= MaxSessionMinutes, $"'session_limit' must be 1 to {MaxSessionMinutes} minutes");
        require((dailyLimit ?? 1) is >= 1 and <= MinutesOfADay, $"'daily_limit' must be 1 to {MinutesOfADay} minutes");
        require(!(sessionLimit > dailyLimit), "'session_limit' must not be above 'daily_limit'");
        require(adSupported is not null, "'ad_supported' must be true or false");
    }

    /// <summary>Users' own personas have such slugs, and their list has this address.</summary>
    private static bool IsReserved(string slug) => PersonaSlug.IsCustom(slug) || slug == "custom";

    private static bool IsText(string? text, int maxLength) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength && text == text.Trim() && !text.Any(char.IsControl);

    private static bool AreNames(IReadOnlyList<string>? names) =>
        names is { Count: <= MaxWords } && names.All(name => ProgramName.IsMatch(name ?? "")) && names.Distinct().Count() == names.Count;
}
