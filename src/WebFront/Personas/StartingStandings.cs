using MindBot.Grains.Personas;
using MindBot.WebFront.Catalog;

namespace MindBot.WebFront.Personas;

/// <summary>Every persona stands where the catalog has it start.</summary>
internal sealed class StartingStandings(PersonaCatalog catalog) : IPersonaStandings
{
    public ValueTask<PersonaStanding> Of(PersonaDefinition persona) => ValueTask.FromResult(catalog.StartOf(persona.Slug));

    public ValueTask<IReadOnlyList<PersonaStanding>> Of(IReadOnlyList<PersonaDefinition> personas) =>
        ValueTask.FromResult<IReadOnlyList<PersonaStanding>>([.. personas.Select(persona => catalog.StartOf(persona.Slug))]);
}
