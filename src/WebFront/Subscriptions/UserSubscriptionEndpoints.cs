using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.VoiceSessions;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Subscriptions;

internal static class UserSubscriptionEndpoints
{
    public static void MapUserSubscription(this IEndpointRouteBuilder app)
    {
        var user = app.MapGroup("/user").WithTags("Subscriptions").RequireAuthorization();
        user.MapGet("/subscription", Get).WithSummary("The user's tier, what it is worth, and what was used of it");
        user.MapPost("/upgrade", Upgrade).WithSummary("Where to subscribe to a higher tier").Idempotent("user/upgrade")
            .MayAnswer(ErrorCodes.InvalidTier, ErrorCodes.AlreadyOnTier);
    }

    private static async Task<Ok<UserSubscriptionAnswer>> Get(
        ClaimsPrincipal user, PlanCatalog plans, IGrainFactory grains, TimeProvider clock)
    {
        var userId = user.Id();
        var tier = await grains.GetGrain<ISubscriptionGrain>(userId).GetTier();
        var usage = MonthlyUsage.Of(await grains.GetGrain<ISessionLogGrain>(userId).GetTotals(), clock.GetUtcNow());
        var benefits = tier < Tier.Premium
            ? new UpgradeBenefitsAnswer(plans.Of(Tier.Premium).UpgradeBenefits, plans.OfferOf(Tier.Premium).PriceDisplay)
            : null;
        return TypedResults.Ok(new UserSubscriptionAnswer(tier.Name(), plans.Of(tier).Features, usage, benefits));
    }

    private static async Task<Results<Ok<UpgradeAnswer>, Problem>> Upgrade(
        [AllowedValues("free", "premium"), Description("The tier to go to.")] string? tier, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (Tiers.Find(tier) is not { } target)
            return Problem.Of(
                ErrorCodes.InvalidTier, $"'tier' must be one of {string.Join(", ", Enum.GetValues<Tier>().Select(known => known.Name()))}.");
        if (await grains.GetGrain<ISubscriptionGrain>(user.Id()).GetTier() >= target)
            return Problem.Of(ErrorCodes.AlreadyOnTier, $"You have everything of the {target.Name()} tier already.");
        return TypedResults.Ok(new UpgradeAnswer(
            UpgradeInitiated: true, target.Name(), "Upgrade process initiated. You'll be redirected to payment.",
            $"/payment/subscribe?tier={target.Name()}&user={Uri.EscapeDataString(user.Id())}"));
    }
}
