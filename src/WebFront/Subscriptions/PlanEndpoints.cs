using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.WebFront.Catalog;

namespace MindBot.WebFront.Subscriptions;

internal static class PlanEndpoints
{
    public static void MapPlans(this IEndpointRouteBuilder app) =>
        app.MapGet("/plans", Plans).WithTags("Subscriptions").WithSummary("The subscription plans on sale");

    private static Ok<PlansAnswer> Plans(PlanCatalog catalog) => TypedResults.Ok(new PlansAnswer([.. catalog.Offers.Select(Shown)]));

    private static PlanAnswer Shown(PlanOffer offer)
    {
        var plan = offer.Plan;
        return new PlanAnswer(
            plan.Id, plan.Name, plan.PriceCents / 100m, offer.PriceDisplay, plan.Currency, plan.Interval, offer.Features);
    }
}
