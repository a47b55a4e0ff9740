using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Analytics;

/// <summary>The most used personas of the catalog, with their share of all sessions with its personas: those it starts from and those since.</summary>
internal static class PopularPersonas
{
    public const int Most = 4;

    public static IReadOnlyList<PopularPersonaAnswer> Of(IReadOnlyList<StandingPersona> personas)
    {
        var shares = LargestRemainder.Percentages([.. personas.Select(one => one.Standing.UsageCount)]);
        return
        [
            .. personas.Zip(shares).Where(pair => pair.First.Standing.UsageCount > 0)
                .OrderByDescending(pair => pair.First.Standing.UsageCount).ThenBy(pair => pair.First.Persona.Slug, StringComparer.Ordinal).Take(Most)
                .Select(pair => new PopularPersonaAnswer(pair.First.Persona.Slug, pair.First.Persona.Name, pair.Second)),
        ];
    }
}
