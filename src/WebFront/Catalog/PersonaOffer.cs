using MindBot.Grains.Personas;
using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Catalog;

/// <summary>A persona of the catalog.</summary>
/// <param name="Aliases">Canonical spellings that also mean it.</param>
/// <param name="Start">Where its standing starts.</param>
internal sealed record PersonaOffer(PersonaDefinition Persona, IReadOnlyList<string> Aliases, PersonaStanding Start);

/// <param name="Icon">An emoji.</param>
/// <param name="PopularPersonas">Slugs.</param>
internal sealed record PersonaCategory(string Value, string Label, string Description, string Icon, IReadOnlyList<string> PopularPersonas);
