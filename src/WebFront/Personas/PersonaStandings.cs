using MindBot.Grains.Personas;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Catalog;

namespace MindBot.WebFront.Personas;

/// <summary>
/// A persona of the catalog starts where the catalog says and goes on with what all users do. One that a user has made starts from nothing, and
/// only its user moves it.
/// </summary>
internal sealed class PersonaStandings(PersonaCatalog catalog, MergedTallies tallies, IGrainFactory grains) : IPersonaStandings
{
    /// <summary>The catalog's rating weighs as much as so many users' ratings.</summary>
    public const int PriorRatings = 20;

    public async ValueTask<PersonaStanding> Of(PersonaDefinition persona) => persona.OwnerId is { } owner
        ? await OfOwn(owner, persona.Slug)
        : Since(catalog.StartOf(persona.Slug), (await tallies.Read()).GetValueOrDefault(persona.Slug, PersonaTally.Zero));

    public async ValueTask<IReadOnlyList<PersonaStanding>> Of(IReadOnlyList<PersonaDefinition> personas)
    {
        var standings = new List<PersonaStanding>(personas.Count);
        foreach (var persona in personas) standings.Add(await Of(persona));
        return standings;
    }

    /// <summary>The start, moved by what was counted since. Ratings have one decimal.</summary>
    public static PersonaStanding Since(PersonaStanding start, PersonaTally counted)
    {
        var rating = (PriorRatings * (decimal)start.Rating + counted.Stars) / (PriorRatings + counted.Ratings);
        return new((double)Math.Round(rating, 1, MidpointRounding.AwayFromZero), start.UsageCount + counted.Sessions);
    }

    private async Task<PersonaStanding> OfOwn(string owner, string slug)
    {
        var rating = grains.GetGrain<IPersonaRatingGrain>(IPersonaRatingGrain.KeyOf(owner, slug)).Read();
        var totals = grains.GetGrain<ISessionLogGrain>(owner).GetTotals();
        return new((await rating)?.Stars ?? 0, (await totals).Personas.GetValueOrDefault(slug)?.Sessions ?? 0);
    }
}
