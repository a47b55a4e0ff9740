using System.ComponentModel;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Gateways.LiveKit;
using MindBot.Grains;
using MindBot.Grains.Personas;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Users;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Security;
using MindBot.WebFront.VoiceSessions;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Personas;

internal static class PersonaSessionEndpoints
{
    public static void MapPersonaSessions(this IEndpointRouteBuilder app) =>
        app.MapPost("/personas/{slug}/session", Start).WithTags("Personas").WithSummary("Start a voice session with a persona")
            .RequireAuthorization().Idempotent("personas/session").MayAnswer(
                ErrorCodes.InvalidRoomName, ErrorCodes.InvalidQuality, RefusalCodes.UnknownPersona, ErrorCodes.TierRequired, ErrorCodes.AgeUnknown,
                ErrorCodes.AgeRestricted, RefusalCodes.DailyLimitReached, ErrorCodes.RoomReserved, RefusalCodes.RoomTaken,
                RefusalCodes.InsufficientBalance, RefusalCodes.WalletFrozen, RefusalCodes.TooManySessions, ErrorCodes.PersonaTooLong);

    private static async Task<Results<Ok<PersonaSessionAnswer>, Problem>> Start(
        [Description("The persona's; underscores count as hyphens.")] string slug, PersonaSessionRequest? body, ClaimsPrincipal user, PersonaLookup personas, PersonaSessions sessions, PlanCatalog plans,
        AdCatalog ads, RoomTokens tokens, LiveKitOptions liveKit, IGrainFactory grains, TimeProvider clock)
    {
        var quality = body?.QualityPreference ?? plans.VoiceQualities[0].Name;
        if ((body?.RoomName is null ? null : Rooms.CheckName(body.RoomName)) is { } malformed) return Problem.Of(malformed);
        if (PersonaAdmission.CheckQuality(quality, plans) is { } unknown) return Problem.Of(unknown);

        var userId = user.Id();
        if (await personas.Find(slug, userId) is not { } persona)
            return PersonaLookup.NotFound();

        var tier = await grains.GetGrain<ISubscriptionGrain>(userId).GetTier();
        var profile = await grains.GetGrain<IUserGrain>(userId).GetProfile();
        var wallet = await grains.GetGrain<IWalletGrain>(userId).GetView(signOfLife: false);
        var refused = PersonaAdmission.CheckTier(persona, tier) ?? PersonaAdmission.CheckQualityTier(quality, tier, plans)
            ?? PersonaAdmission.CheckAge(persona, profile, clock.GetUtcNow()) ?? PersonaAdmission.CheckDay(persona, wallet)
            ?? await CheckRoom(body?.RoomName, userId, grains);
        if (refused is not null) return Problem.Of(refused);

        var hasAds = (body?.EnableAds ?? true) && persona.AdSupported && plans.Of(tier).HasAds;
        var (made, refusal) = await sessions.Make(new(userId, persona, quality, hasAds, body?.RoomName, wallet));
        if (made is null) return Problem.Of(refusal!);
        return TypedResults.Ok(new PersonaSessionAnswer(
            SessionStarted: true, made.Room, tokens.ForRoom(userId, made.Room, profile?.FullName ?? userId, made.SessionId), liveKit.Url,
            TalkingPersona.Of(persona), made.SessionId, BalanceSummary.Of(wallet.AvailableMicros, wallet.ActiveCards),
            made.Quote.RatePermille / 1000m, hasAds, hasAds ? PersonaCost.Multiplier(persona) * ads.Terms.DiscountPercent / 100 : 0m,
            tier >= Tier.Premium ? persona.PremiumFeatures : [], made.Quote.RatePermille, made.Quote.DiscountPercent, persona.SessionLimitMinutes,
            PersonaAdmission.DailyMsLeft(persona, wallet) is { } leftMs ? Minutes.Owned(leftMs * 1000) : null));
    }

    /// <summary>A room of a name that was given: as for any other session.</summary>
    private static async Task<Refusal?> CheckRoom(string? room, string userId, IGrainFactory grains) => room is null
        ? null
        : Rooms.CheckOwner(room, userId, Rooms.IsReserved(room) ? await grains.GetGrain<IVoiceRoomGrain>(room).FindSession(userId) : null);
}
