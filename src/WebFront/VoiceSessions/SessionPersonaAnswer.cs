using MindBot.Grains.Personas;

namespace MindBot.WebFront.VoiceSessions;

/// <summary>Whom a session is held with, as it was quoted.</summary>
/// <param name="CostMultiplier">What a minute costs before the discount, in base minutes.</param>
/// <param name="DiscountPercent">Taken off for an ad that was watched.</param>
public sealed record SessionPersonaAnswer(string Slug, string Name, decimal CostMultiplier, int DiscountPercent)
{
    internal static SessionPersonaAnswer? Of(SessionPersona? persona) =>
        persona is null ? null : new(persona.Slug, persona.Name, persona.MultiplierPermille / 1000m, persona.DiscountPercent);
}
