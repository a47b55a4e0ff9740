using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.TimeCards;

internal static class PricingEndpoints
{
    public static void MapPricing(this IEndpointRouteBuilder app) =>
        app.MapGet("/time/pricing", Pricing).WithTags("Time cards").WithSummary("The packages on sale");

    private static Ok<PricingAnswer> Pricing(PricingCatalog catalog) => TypedResults.Ok(new PricingAnswer([.. catalog.Offers.Select(Tier)]));

    private static PricingTier Tier(PackageOffer offer)
    {
        var package = offer.Package;
        return new PricingTier(
            package.Id, package.Name, package.Hours, package.PriceCents, offer.PriceDisplay, package.BonusMinutes,
            Minutes.Owned(package.TotalMicros), offer.Description);
    }
}
