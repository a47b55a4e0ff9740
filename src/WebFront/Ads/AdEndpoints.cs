using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains;
using MindBot.Grains.Ads;
using MindBot.Grains.Subscriptions;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Personas;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Ads;

internal static class AdEndpoints
{
    private const int MaxAdIdLength = 128, MaxViewSeconds = 3600;

    private static readonly AdConfigAnswer NoAds = new(false, 0, [], new(new(0, 0), new(0, 0)));

    public static void MapAds(this IEndpointRouteBuilder app)
    {
        var ads = app.MapGroup("/ads").WithTags("Ads").RequireAuthorization();
        ads.MapGet("/config", Config).WithSummary("Which ads to show, and what watching them earns");
        ads.MapPost("/viewed", Viewed).WithSummary("The user has watched an ad").Idempotent("ads/viewed").MayAnswer(
            ErrorCodes.InvalidAdId, ErrorCodes.InvalidPersonaSlug, ErrorCodes.InvalidDuration, ErrorCodes.InvalidReward, RefusalCodes.UnknownPersona);
    }

    private static async Task<Ok<AdConfigAnswer>> Config(ClaimsPrincipal user, AdCatalog catalog, PlanCatalog plans, IGrainFactory grains)
    {
        if (!await HasAds(user, plans, grains)) return TypedResults.Ok(NoAds);
        var terms = catalog.Terms;
        return TypedResults.Ok(new AdConfigAnswer(
            AdsEnabled: true, catalog.Frequency, catalog.Types,
            new(new(terms.TimeViewMs / 1000m, terms.TimeMinutes), new(terms.DiscountViewMs / 1000m, terms.DiscountPercent))));
    }

    private static async Task<Results<Ok<AdViewedAnswer>, Problem>> Viewed(
        AdViewedRequest body, ClaimsPrincipal user, AdCatalog catalog, PlanCatalog plans, PersonaLookup personas, IGrainFactory grains)
    {
        if (Check(body) is { } malformed) return Problem.Of(malformed);
        if (await personas.Find(body.PersonaSlug!, user.Id()) is not { } persona)
            return Problem.Of(RefusalCodes.UnknownPersona, "There is no such persona. GET /personas lists them.");
        if (!await HasAds(user, plans, grains)) return Nothing(AdReasons.AdsDisabled, "Your plan is free of ads, so there is nothing to earn with them.");
        if (!persona.AdSupported) return Nothing(AdReasons.PersonaWithoutAds, $"{persona.Name} carries no ads, so there is nothing to earn with them.");

        var view = new AdView(
            body.AdId!, (long)decimal.Floor(body.ViewDuration!.Value * 1000), body.Reward == "time" ? AdReward.Time : AdReward.Discount);
        return Answer(await grains.GetGrain<IAdsGrain>(user.Id()).RecordView(view, catalog.Terms));
    }

    private static Refusal? Check(AdViewedRequest body)
    {
        if (string.IsNullOrWhiteSpace(body.AdId) || body.AdId.Length > MaxAdIdLength || body.AdId.Any(char.IsControl))
            return new(ErrorCodes.InvalidAdId, $"'ad_id' must have 1 to {MaxAdIdLength} characters, without control characters.");
        if (string.IsNullOrWhiteSpace(body.PersonaSlug)) return new(ErrorCodes.InvalidPersonaSlug, "'persona_slug' is required.");
        if (body.ViewDuration is not (>= 0 and <= MaxViewSeconds))
            return new(ErrorCodes.InvalidDuration, $"'view_duration' must be a number of seconds, 0 to {MaxViewSeconds}.");
        return body.Reward is null or "discount" or "time" ? null : new(ErrorCodes.InvalidReward, "'reward' must be 'discount' or 'time'.");
    }

    private static async Task<bool> HasAds(ClaimsPrincipal user, PlanCatalog plans, IGrainFactory grains) =>
        plans.Of(await grains.GetGrain<ISubscriptionGrain>(user.Id()).GetTier()).HasAds;

    private static Ok<AdViewedAnswer> Nothing(string reason, string message) => Answer(new(message, reason, 0, 0, 0));

    private static Ok<AdViewedAnswer> Answer(AdViewReply reply) => TypedResults.Ok(new AdViewedAnswer(
        reply.Reason is null,
        reply.DiscountPercent > 0 ? reply.DiscountPercent : null,
        reply.NextSessionPercent > 0 ? reply.NextSessionPercent / 100m : null,
        reply.Message)
    {
        TimeReward = reply.TimeMinutes > 0 ? reply.TimeMinutes : null,
        Reason = reply.Reason,
    });
}
