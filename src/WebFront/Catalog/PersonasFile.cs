namespace MindBot.WebFront.Catalog;

/// <summary><c>catalog/personas.json</c>.</summary>
/// <param name="Custom">What all personas that users make have in common.</param>
internal sealed record PersonasFile(CustomPersonaEntry? Custom, IReadOnlyList<PersonaEntry>? Personas);

/// <summary>One persona, see <see cref="Grains.Personas.PersonaDefinition"/>.</summary>
/// <param name="Aliases">Other spellings of its slug that clients use; underscores for hyphens are understood anyway.</param>
/// <param name="Rating">Where its rating starts, 1 to 5.</param>
/// <param name="UsageCount">Where the count of its sessions starts.</param>
internal sealed record PersonaEntry(
    string? Slug, IReadOnlyList<string>? Aliases, string? Name, string? Summary, string? Persona, string? Purpose, string? Category,
    string? AccessLevel, VoiceEntry? Voice, IReadOnlyList<string>? Tools, string? Safety, int? AgeRestriction, decimal? CostMultiplier,
    int? SessionLimit, int? DailyLimit, bool? AdSupported, IReadOnlyList<string>? PremiumFeatures,
    IReadOnlyList<string>? UserCustomizableFields, double? Rating, long? UsageCount, DateTimeOffset? CreatedAt);

internal sealed record CustomPersonaEntry(
    VoiceEntry? Voice, IReadOnlyList<string>? Tools, string? Safety, decimal? CostMultiplier, int? SessionLimit, int? DailyLimit,
    bool? AdSupported);

internal sealed record VoiceEntry(string? Tts, string? Style);

/// <summary><c>catalog/categories.json</c>.</summary>
internal sealed record CategoriesFile(IReadOnlyList<CategoryEntry>? Categories);

/// <param name="PopularPersonas">Slugs of personas of this category, the one to show first in front.</param>
internal sealed record CategoryEntry(string? Value, string? Label, string? Description, string? Icon, IReadOnlyList<string>? PopularPersonas);
