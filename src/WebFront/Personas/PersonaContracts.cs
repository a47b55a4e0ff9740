using System.Text.Json.Serialization;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;

namespace MindBot.WebFront.Personas;

/// <param name="Next">Pass it as <c>after</c> for the next page; absent when there is none.</param>
public sealed record PersonasAnswer(
    IReadOnlyList<PersonaAnswer> Personas, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Next);

/// <param name="CostMultiplier">What a minute costs, in base minutes.</param>
/// <param name="SessionLimit">Minutes; null: the product's limit.</param>
/// <param name="EstimatedCostPerHour">In dollars.</param>
/// <param name="IsCustom">It is the user's own; absent for all others.</param>
public sealed record PersonaAnswer(
    string Slug, string Name, string Summary, string Category, string AccessLevel, double Rating, decimal CostMultiplier, int? SessionLimit,
    int? AgeRestriction, bool AdSupported, IReadOnlyList<string> PremiumFeatures, decimal EstimatedCostPerHour,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsCustom)
{
    internal static PersonaAnswer Of(PersonaDefinition persona, PersonaStanding standing) => new(
        persona.Slug, persona.Name, persona.Summary, persona.Category, persona.Access.Name(), standing.Rating, PersonaCost.Multiplier(persona),
        persona.SessionLimitMinutes, persona.AgeRestriction, persona.AdSupported, persona.PremiumFeatures, PersonaCost.PerHour(persona),
        persona.OwnerId is not null);
}

/// <param name="SessionLimit">Minutes; null: the product's limit.</param>
/// <param name="DailyLimit">Minutes a day (UTC); null: no limit.</param>
/// <param name="IsCustom">It is the user's own; absent for all others.</param>
public sealed record PersonaDetails(
    string Slug, string Name, string Summary, string Persona, string Purpose, string Category, string AccessLevel, VoiceAnswer Voice,
    IReadOnlyList<string> Tools, string Safety, int? AgeRestriction, double Rating, long UsageCount, decimal CostMultiplier, int? SessionLimit,
    int? DailyLimit, bool AdSupported, IReadOnlyList<string> PremiumFeatures, IReadOnlyList<string> UserCustomizableFields,
    DateTimeOffset CreatedAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsCustom)
{
    internal static PersonaDetails Of(PersonaDefinition persona, PersonaStanding standing) => new(
        persona.Slug, persona.Name, persona.Summary, persona.Persona, persona.Purpose, persona.Category, persona.Access.Name(),
        new VoiceAnswer(persona.Voice.Tts, persona.Voice.Style), persona.Tools, persona.Safety, persona.AgeRestriction, standing.Rating,
        standing.UsageCount, PersonaCost.Multiplier(persona), persona.SessionLimitMinutes, persona.DailyLimitMinutes, persona.AdSupported,
        persona.PremiumFeatures, persona.CustomizableFields, persona.CreatedAt, persona.OwnerId is not null);
}

public sealed record VoiceAnswer(string Tts, string Style);

public sealed record CategoriesAnswer(IReadOnlyList<CategoryAnswer> Categories);

/// <param name="PopularPersonas">Slugs.</param>
public sealed record CategoryAnswer(string Value, string Label, string Description, string Icon, IReadOnlyList<string> PopularPersonas);
