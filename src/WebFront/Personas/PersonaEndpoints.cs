using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Json;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Personas;

/// <summary>Public; to a signed-in user their own personas are shown too.</summary>
internal static class PersonaEndpoints
{
    public static void MapPersonas(this IEndpointRouteBuilder app)
    {
        var personas = app.MapGroup("").WithTags("Personas");
        personas.MapGet("/personas", List).WithSummary("The personas that one can talk to").MayAnswer(ErrorCodes.InvalidParameter);
        personas.MapGet("/personas/{slug}", Get).WithSummary("One persona").MayAnswer(RefusalCodes.UnknownPersona);
        personas.MapGet("/categories", Categories).WithSummary("The categories of personas");
    }

    private static async Task<Results<Ok<PersonasAnswer>, Problem>> List(
        [AsParameters] PersonaQuery query, ClaimsPrincipal user, PersonaCatalog catalog, IPersonaStandings standings, IGrainFactory grains)
    {
        if (!PersonaFilter.TryRead(query, catalog, out var filter, out var problem)) return problem;
        if (!Page.TryRead(query.Limit, before: null, out var page, out _))
            return Problem.Of(ErrorCodes.InvalidParameter, "'limit' must be a whole number above 0.");

        var userId = user.IdOrNull();
        var tier = userId is null ? Tier.Free : await grains.GetGrain<ISubscriptionGrain>(userId).GetTier();
        PersonaDefinition[] own = userId is null ? [] : [.. await grains.GetGrain<ICustomPersonasGrain>(userId).List()];
        PersonaDefinition[] shown = [.. catalog.Personas.Concat(own).Where(persona => filter.Shows(persona, tier))];

        var sorted = filter.Order.Sort(shown.Zip(await standings.Of(shown), (persona, standing) => new StandingPersona(persona, standing)));
        var start = string.IsNullOrEmpty(query.After) ? 0 : sorted.FindIndex(entry => entry.Persona.Slug == query.After) + 1;
        if (start == 0 && !string.IsNullOrEmpty(query.After))
            return Problem.Of(ErrorCodes.InvalidParameter, "'after' must be the 'next' of an answer to the same filters.");

        var answered = sorted.Skip(start).Take(page.Limit).ToList();
        var isLast = start + answered.Count == sorted.Count;
        return TypedResults.Ok(new PersonasAnswer(
            [.. answered.Select(entry => PersonaAnswer.Of(entry.Persona, entry.Standing))], isLast ? null : answered[^1].Persona.Slug));
    }

    private static async Task<Results<Ok<PersonaDetails>, Problem>> Get(
        [Description("The persona's; underscores count as hyphens.")] string slug, ClaimsPrincipal user, PersonaLookup lookup, IPersonaStandings standings) =>
        await lookup.Find(slug, user.IdOrNull()) is { } persona
            ? TypedResults.Ok(PersonaDetails.Of(persona, await standings.Of(persona)))
            : PersonaLookup.NotFound();

    private static Ok<CategoriesAnswer> Categories(PersonaCatalog catalog) => TypedResults.Ok(new CategoriesAnswer(
    [
        .. catalog.Categories.Select(category =>
            new CategoryAnswer(category.Value, category.Label, category.Description, category.Icon, category.PopularPersonas)),
    ]));
}
