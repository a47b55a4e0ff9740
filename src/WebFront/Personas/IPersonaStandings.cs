using MindBot.Grains.Personas;

namespace MindBot.WebFront.Personas;

/// <summary>How personas stand with those who talk to them.</summary>
internal interface IPersonaStandings
{
    ValueTask<PersonaStanding> Of(PersonaDefinition persona);

    /// <returns>One for each persona, in their order.</returns>
    ValueTask<IReadOnlyList<PersonaStanding>> Of(IReadOnlyList<PersonaDefinition> personas);
}

/// <param name="Rating">1 to 5; 0 while nobody has rated it.</param>
/// <param name="UsageCount">How many sessions were held with it.</param>
internal sealed record PersonaStanding(double Rating, long UsageCount);
