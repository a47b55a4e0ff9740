using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains.Coupons;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Limits;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Coupons;

internal static class CouponEndpoints
{
    private const long MaxAmountCents = 99_999_999;

    public static void MapCoupons(this IEndpointRouteBuilder app) =>
        app.MapGet("/coupons/validate/{code}", Validate).WithTags("Coupons").WithSummary("What a coupon would take off a purchase")
            .RequireAuthorization().MayAnswer(ErrorCodes.InvalidAmount, ErrorCodes.RateLimited);

    private static async Task<Results<Ok<CouponAnswer>, Problem>> Validate(
        [Description("The coupon's code.")] string code,
        [Range(1, MaxAmountCents), Description("The price that it is meant for, in cents.")] long? amount,
        ClaimsPrincipal user, CouponCatalog catalog, FrontLimits limits, IGrainFactory grains)
    {
        if (amount is not (> 0 and <= MaxAmountCents))
            return Problem.Of(ErrorCodes.InvalidAmount, $"'amount' must be the price in cents, 1 to {MaxAmountCents}.");

        // Once too many were unknown, a right one is not told from a wrong one either.
        if (limits.UnknownCoupons.TryTake(user.Id()) is { } wait)
            return Problem.Of(ErrorCodes.RateLimited, "Too many unknown coupons. Try again later.", wait);
        if (catalog.Find(code) is not { } terms)
            return TypedResults.Ok(new CouponAnswer(false, "There is no such coupon. Check it for typing errors.") { Code = ErrorCodes.UnknownCoupon });

        limits.UnknownCoupons.GiveBack(user.Id());
        var quote = await grains.GetGrain<ICouponGrain>(terms.Code).Check(terms, user.Id(), amount.Value, terms.Currency);
        return TypedResults.Ok(new CouponAnswer(quote.Valid, quote.Message)
        {
            PercentOff = terms.PercentOff,
            AmountOff = terms.AmountOffCents,
            Discount = quote.Valid ? quote.DiscountCents : null,
            Description = terms.Description,
            ValidUntil = terms.ValidUntil,
            Code = quote.Refusal?.Code,
        });
    }
}
