using MindBot.Grains.Personas;

namespace MindBot.WebFront.Personas;

internal static class PersonaCost
{
    /// <summary>The reference price of an hour of base time, in dollars.</summary>
    public const decimal BasePerHour = 10m;

    /// <summary>What a minute costs, in base minutes.</summary>
    public static decimal Multiplier(PersonaDefinition persona) => persona.MultiplierPermille / 1000m;

    /// <summary>In dollars.</summary>
    public static decimal PerHour(PersonaDefinition persona) => Multiplier(persona) * BasePerHour;
}
