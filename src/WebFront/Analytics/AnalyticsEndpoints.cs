using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains.Payments;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Users;
using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Personas;
using MindBot.WebFront.Security;
using MindBot.WebFront.Users;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.Analytics;

internal static class AnalyticsEndpoints
{
    public static void MapAnalytics(this IEndpointRouteBuilder app)
    {
        var analytics = app.MapGroup("").WithTags("Analytics").RequireAuthorization();
        analytics.MapGet("/user/analytics", OfUser).WithSummary("The user's account, balance, use and payments in all");
        analytics.MapGet("/analytics/personas", OfPersonas).WithSummary("What the user does with personas, what others do, and whom else to try");
    }

    private static async Task<Results<Ok<UserAnalyticsAnswer>, Problem>> OfUser(ClaimsPrincipal user, PricingCatalog pricing, IGrainFactory grains)
    {
        var id = user.Id();
        var (wallet, totals, money) = (
            grains.GetGrain<IWalletGrain>(id).GetView(signOfLife: false), grains.GetGrain<ISessionLogGrain>(id).GetTotals(),
            grains.GetGrain<IMoneyLedgerGrain>(id).GetTotals());
        await Task.WhenAll(wallet, totals, money);
        if (await grains.GetGrain<IUserGrain>(id).GetProfile() is not { } profile)
            return Problem.Of(ErrorCodes.Unauthorized, "This account does not exist any more. Register or sign in again.");

        return TypedResults.Ok(new UserAnalyticsAnswer(
            profile.Id, profile.Email, profile.FullName, profile.CreatedAt, profile.LastLogin, BalanceAnswer.Of(await wallet).Balance,
            UsageTotals.Of(await totals), PaymentTotals.Of(await money, pricing.Offers[0].Package.Currency)));
    }

    private static async Task<Ok<PersonaAnalyticsAnswer>> OfPersonas(
        ClaimsPrincipal user, PersonaCatalog catalog, IPersonaStandings standings, TimeProvider clock, IGrainFactory grains)
    {
        var profile = await grains.GetGrain<IUserGrain>(user.Id()).GetProfile();
        int? age = profile?.BirthDate is { } birthDate ? BirthDates.AgeAt(birthDate, clock.GetUtcNow()) : null;
        var totals = await grains.GetGrain<ISessionLogGrain>(user.Id()).GetTotals();
        var tier = await grains.GetGrain<ISubscriptionGrain>(user.Id()).GetTier();
        var personas = catalog.Personas.Zip(await standings.Of(catalog.Personas), (persona, standing) => new StandingPersona(persona, standing)).ToList();
        return TypedResults.Ok(new PersonaAnalyticsAnswer(
            PersonaUsage.Of(totals), Recommendations.For(totals, tier, age, personas), PopularPersonas.Of(personas),
            PersonaInsights.CategoryUsage(totals)));
    }
}
