using MindBot.Grains.Personas;

namespace MindBot.WebFront.Personas;

/// <summary>What a session with a persona is offered for.</summary>
/// <param name="DiscountPercent">0: none.</param>
internal sealed record PersonaQuote(PersonaDefinition Persona, int DiscountPercent)
{
    private const long MsPerMinute = 60_000;

    /// <summary>Rounded once, here, in the user's favour; never to nothing.</summary>
    public int RatePermille => Math.Max(1, (int)((long)Persona.MultiplierPermille * (100 - DiscountPercent) / 100));

    public long? SessionLimitMs => Persona.SessionLimitMinutes * MsPerMinute;

    public long? DailyLimitMs => Persona.DailyLimitMinutes * MsPerMinute;

    public SessionPersona ToSession() =>
        new(Persona.Slug, Persona.Name, Persona.Category, Persona.MultiplierPermille, DiscountPercent, DailyLimitMs);
}
