using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Personas;

/// <summary>
/// A user's own personas. All stay usable after a downgrade, for their minutes are paid like any others and their texts are the user's work;
/// only new ones need the tier.
/// </summary>
internal static class CustomPersonaEndpoints
{
    /// <summary>A slug that is taken is drawn again, from other letters of the operation's id.</summary>
    private const int SlugAttempts = 4, LettersPerAttempt = 6;

    private const string SlugText = "The slug of a persona of the user's own.";

    private static readonly string[] TextErrors = [ErrorCodes.InvalidName, ErrorCodes.InvalidCategory];

    public static void MapCustomPersonas(this IEndpointRouteBuilder app)
    {
        var custom = app.MapGroup("/personas/custom").WithTags("Personas").RequireAuthorization();
        custom.MapPost("", Create).WithSummary("Make a persona of one's own").Idempotent("personas/custom")
            .MayAnswer([.. TextErrors, RefusalCodes.TooManyCustomPersonas, RefusalCodes.PersonaSlugTaken]);
        custom.MapGet("", List).WithSummary("The user's own personas, in the order in which they were made");
        custom.MapPut("/{slug}", Replace).WithSummary("Rewrite a persona of one's own").MayAnswer([.. TextErrors, RefusalCodes.UnknownPersona]);
        custom.MapPatch("/{slug}", Change).WithSummary("Change some texts of a persona of one's own")
            .MayAnswer([.. TextErrors, RefusalCodes.UnknownPersona]);
        custom.MapDelete("/{slug}", Delete).WithSummary("Delete a persona of one's own").MayAnswer(RefusalCodes.UnknownPersona);
    }

    private static async Task<Results<Ok<CustomPersonaAnswer>, Problem>> Create(
        CustomPersonaBody body, HttpContext http, ClaimsPrincipal user, PersonaCatalog catalog, PlanCatalog plans, PersonaPrompt prompt,
        IGrainFactory grains, TimeProvider clock)
    {
        var (texts, refusal) = CustomPersonaChecks.Read(body, needsAll: true, catalog);
        if (refusal is not null) return Problem.Of(refusal);

        var limit = await LimitOf(user, plans, grains);
        var seed = OperationId.Of(http).ToLetters();
        CustomPersonaReply reply;
        var attempt = 0;
        do
        {
            var slug = PersonaSlug.OfCustom(texts.Name!, seed[(attempt * LettersPerAttempt)..]);
            reply = await Own(user, grains).Create(Definition(slug, texts, catalog.Custom, clock.GetUtcNow()), limit);
        }
        while (reply.Refusal?.Code == RefusalCodes.PersonaSlugTaken && ++attempt < SlugAttempts);
        return Answer(reply, "Custom persona created successfully!", prompt);
    }

    private static async Task<Ok<CustomPersonasAnswer>> List(
        ClaimsPrincipal user, PlanCatalog plans, IPersonaStandings standings, IGrainFactory grains)
    {
        var own = await Own(user, grains).List();
        var standing = await standings.Of(own);
        return TypedResults.Ok(new CustomPersonasAnswer([.. own.Zip(standing, PersonaDetails.Of)], await LimitOf(user, plans, grains)));
    }

    private static Task<Results<Ok<CustomPersonaAnswer>, Problem>> Replace(
        [Description(SlugText)] string slug, CustomPersonaBody body, ClaimsPrincipal user, PersonaCatalog catalog, PersonaPrompt prompt, IGrainFactory grains) =>
        Update(slug, body, needsAll: true, user, catalog, prompt, grains);

    private static Task<Results<Ok<CustomPersonaAnswer>, Problem>> Change(
        [Description(SlugText)] string slug, CustomPersonaBody body, ClaimsPrincipal user, PersonaCatalog catalog, PersonaPrompt prompt, IGrainFactory grains) =>
        Update(slug, body, needsAll: false, user, catalog, prompt, grains);

    private static async Task<Results<Ok<CustomPersonaAnswer>, Problem>> Update(
        string slug, CustomPersonaBody body, bool needsAll, ClaimsPrincipal user, PersonaCatalog catalog, PersonaPrompt prompt, IGrainFactory grains)
    {
        var (texts, refusal) = CustomPersonaChecks.Read(body, needsAll, catalog);
        if (refusal is not null) return Problem.Of(refusal);
        return Answer(
            await Own(user, grains).Update(PersonaSlug.Canonical(slug), texts), "Custom persona updated successfully!", prompt);
    }

    private static async Task<Results<Ok<CustomPersonaDeletedAnswer>, Problem>> Delete(
        [Description(SlugText)] string slug, ClaimsPrincipal user, IGrainFactory grains)
    {
        var reply = await Own(user, grains).Delete(PersonaSlug.Canonical(slug));
        return reply.Persona is { } deleted
            ? TypedResults.Ok(new CustomPersonaDeletedAnswer(Deleted: true, deleted.Slug, "Custom persona deleted."))
            : Problem.Of(reply.Refusal!);
    }

    private static Results<Ok<CustomPersonaAnswer>, Problem> Answer(CustomPersonaReply reply, string message, PersonaPrompt prompt) =>
        reply.Persona is { } persona
            ? TypedResults.Ok(new CustomPersonaAnswer(
                persona.Slug, persona.Name, message, prompt.PreviewOf(persona), PersonaCost.Multiplier(persona), PersonaCost.PerHour(persona)))
            : Problem.Of(reply.Refusal!);

    private static PersonaDefinition Definition(string slug, PersonaTexts texts, CustomPersonaTerms terms, DateTimeOffset now) => new(
        slug, texts.Name!, texts.Summary!, texts.Persona!, texts.Purpose!, texts.Category!, Tier.Free, terms.Voice, terms.Tools, terms.Safety,
        AgeRestriction: null, terms.MultiplierPermille, terms.SessionLimitMinutes, terms.DailyLimitMinutes, terms.AdSupported, [], [], now);

    private static async Task<int> LimitOf(ClaimsPrincipal user, PlanCatalog plans, IGrainFactory grains) =>
        plans.Of(await grains.GetGrain<ISubscriptionGrain>(user.Id()).GetTier()).MaxCustomPersonas;

    private static ICustomPersonasGrain Own(ClaimsPrincipal user, IGrainFactory grains) => grains.GetGrain<ICustomPersonasGrain>(user.Id());
}
