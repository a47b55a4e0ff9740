using System.Collections.Immutable;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Personas;

namespace MindBot.WebFront.Tests.Analytics;

/// <summary>Personas and totals to judge by.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset At = new(2026, 3, 14, 9, 26, 53, TimeSpan.Zero);

    public static PersonaDefinition Persona(string slug, string category = "education", Tier access = Tier.Free, int? age = null) => new(
        slug, $"Name of {slug}", "Summary", "Persona", "Purpose", category, access, new PersonaVoice("onyx", "warm"), [], "Safe", age, 1000, null, null,
        AdSupported: true, [], [], At);

    public static StandingPersona Standing(
        string slug, string category = "education", double rating = 4.0, long usage = 100, Tier access = Tier.Free, int? age = null) =>
        new(Persona(slug, category, access, age), new PersonaStanding(rating, usage));

    public static SessionTotals Totals(params (string Slug, string Category, long Sessions, long Minutes)[] uses) => new()
    {
        Sessions = uses.Sum(use => use.Sessions),
        Completed = uses.Sum(use => use.Sessions),
        ElapsedMs = uses.Sum(use => use.Minutes) * 60_000,
        ChargedMicros = uses.Sum(use => use.Minutes) * 60_000_000,
        Personas = uses.ToImmutableDictionary(
            use => use.Slug, use => new PersonaUse(use.Category, use.Sessions, use.Minutes * 60_000, use.Minutes * 60_000_000, At)),
    };
}
