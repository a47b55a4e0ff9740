using MindBot.Grains.Personas;

namespace MindBot.WebFront.Personas;

/// <summary>An order of personas. Equal ones are in the order of their slugs, so that pages fit together.</summary>
internal sealed record PersonaOrder(string Name, Comparison<StandingPersona> Compare)
{
    private static readonly PersonaOrder[] All =
    [
        new("rating", (x, y) => y.Standing.Rating.CompareTo(x.Standing.Rating)),
        new("popularity", (x, y) => y.Standing.UsageCount.CompareTo(x.Standing.UsageCount)),
        new("name", (x, y) => StringComparer.OrdinalIgnoreCase.Compare(x.Persona.Name, y.Persona.Name)),
        new("cost", (x, y) => x.Persona.MultiplierPermille.CompareTo(y.Persona.MultiplierPermille)),
        new("newest", (x, y) => y.Persona.CreatedAt.CompareTo(x.Persona.CreatedAt)),
    ];

    public static string[] Names => [.. All.Select(order => order.Name)];

    /// <summary>The best rated come first when nothing is said.</summary>
    public static PersonaOrder Find(string? name) => name is null ? All[0] : All.Single(order => order.Name == name);

    public List<StandingPersona> Sort(IEnumerable<StandingPersona> personas) => [.. personas.Order(Comparer<StandingPersona>.Create((x, y) =>
        Compare(x, y) is var order and not 0 ? order : string.CompareOrdinal(x.Persona.Slug, y.Persona.Slug)))];
}

internal sealed record StandingPersona(PersonaDefinition Persona, PersonaStanding Standing);
