using System.Collections.Immutable;
using MindBot.Grains.Subscriptions;

namespace MindBot.Grains.Personas;

/// <summary>A persona whom one can talk to: one of the catalog's, or one that a user has made.</summary>
/// <param name="Slug">Names it: lower-case words joined by hyphens; never changes.</param>
/// <param name="Access">The lowest tier that may talk to it.</param>
/// <param name="MultiplierPermille">What a minute costs, in thousandths of a base minute.</param>
/// <param name="SessionLimitMinutes">The longest session; null: the product's limit.</param>
/// <param name="DailyLimitMinutes">The most that one user may talk to it in a UTC day, all their sessions together; null: no limit.</param>
/// <param name="AgeRestriction">The youngest age in years; null: anybody.</param>
/// <param name="OwnerId">The user who made it and alone may see it; null: the catalog's.</param>
[GenerateSerializer, Immutable, Alias("mindbot.PersonaDefinition")]
public sealed record PersonaDefinition(
    [property: Id(0)] string Slug, [property: Id(1)] string Name, [property: Id(2)] string Summary, [property: Id(3)] string Persona,
    [property: Id(4)] string Purpose, [property: Id(5)] string Category, [property: Id(6)] Tier Access, [property: Id(7)] PersonaVoice Voice,
    [property: Id(8)] ImmutableArray<string> Tools, [property: Id(9)] string Safety, [property: Id(10)] int? AgeRestriction,
    [property: Id(11)] int MultiplierPermille, [property: Id(12)] int? SessionLimitMinutes, [property: Id(13)] int? DailyLimitMinutes,
    [property: Id(14)] bool AdSupported, [property: Id(15)] ImmutableArray<string> PremiumFeatures,
    [property: Id(16)] ImmutableArray<string> CustomizableFields, [property: Id(17)] DateTimeOffset CreatedAt,
    [property: Id(18)] string? OwnerId = null);

/// <param name="Tts">The voice's name at the speech service.</param>
[GenerateSerializer, Immutable, Alias("mindbot.PersonaVoice")]
public sealed record PersonaVoice([property: Id(0)] string Tts, [property: Id(1)] string Style);
