using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains;
using MindBot.Grains.TimeCards;
using MindBot.WebFront.Catalog;
using MindBot.WebFront.Coupons;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Idempotency;
using MindBot.WebFront.Limits;
using MindBot.WebFront.Security;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.TimeCards;

internal static class TimeCardEndpoints
{
    public static void MapTimeCards(this IEndpointRouteBuilder app)
    {
        var cards = app.MapGroup("").WithTags("Time cards").RequireAuthorization();
        foreach (var path in (string[])["/time/purchase", "/time-cards/purchase"])
            cards.MapPost(path, Purchase).WithSummary("Buy a time card").Idempotent("time/purchase").MayRefuseCoupons().MayAnswer(
                ErrorCodes.InvalidPackage, ErrorCodes.UnknownPackage, ErrorCodes.InvalidPaymentMethod, RefusalCodes.PaymentDeclined,
                RefusalCodes.PaymentUnavailable);
        cards.MapPost("/time/activate", Activate).WithSummary("Activate a time card by its code").Idempotent("time/activate").MayAnswer(
            ErrorCodes.InvalidActivationCode, RefusalCodes.CardNotFound, RefusalCodes.CardNotPaid, RefusalCodes.CardRedeemed,
            RefusalCodes.CardDisputed, RefusalCodes.CardRefunded, RefusalCodes.PaymentUnavailable, ErrorCodes.RateLimited);
    }

    private static async Task<Results<Ok<PurchaseAnswer>, Problem>> Purchase(
        PurchaseRequestBody body, HttpContext http, ClaimsPrincipal user, PricingCatalog catalog, CouponLookup coupons, IGrainFactory grains)
    {
        if (string.IsNullOrEmpty(body.PackageId)) return Problem.Of(ErrorCodes.InvalidPackage, "'package_id' is required.");
        if (body.PaymentMethodId is { } method && !IsPaymentMethod(method))
            return Problem.Of(ErrorCodes.InvalidPaymentMethod, "'payment_method_id' must be an id of Stripe's, such as pm_card_visa.");
        if (catalog.Find(body.PackageId) is not { } offer)
            return Problem.Of(ErrorCodes.UnknownPackage, "There is no such package. GET /time/pricing lists what is on sale.");

        if (!coupons.TryFind(body.CouponCode, user.Id(), out var coupon, out var unusable)) return unusable;

        var cardId = "tcrd_" + OperationId.Of(http).ToLetters();
        var request = new PurchaseRequest(
            user.Id(), offer.Package, body.PaymentMethodId, body.SavePaymentMethod ?? false, body.Gift ?? false, coupon);
        var result = await grains.GetGrain<ITimeCardGrain>(cardId).Purchase(request);
        return result.Refusal is { } refusal ? Problem.Of(refusal) : TypedResults.Ok(Answer(result));
    }

    private static async Task<Results<Ok<ActivateAnswer>, Problem>> Activate(
        ActivateRequest body, ClaimsPrincipal user, FrontLimits limits, IGrainFactory grains)
    {
        if (body.ActivationCode is not { Length: > 0 } typed || ActivationCode.Normalise(typed) is not { } code)
            return Problem.Of(ErrorCodes.InvalidActivationCode, "'activation_code' must look like ABCD-EFGH-IJKL.");

        // Once too many were unknown, a right one is not told from a wrong one either.
        var cardId = await grains.GetGrain<IActivationCodeGrain>(ActivationCode.Key(code)).FindCard();
        if (limits.UnknownCodes.TryTake(user.Id()) is { } wait)
            return Problem.Of(ErrorCodes.RateLimited, "Too many unknown activation codes. Try again later.", wait);
        if (cardId is null) return Problem.Of(RefusalCodes.CardNotFound, "No time card has this activation code. Check it for typing errors.");

        limits.UnknownCodes.GiveBack(user.Id());
        var result = await grains.GetGrain<ITimeCardGrain>(cardId).Redeem(user.Id());
        return result.Card is { } card
            ? TypedResults.Ok(new ActivateAnswer("Time card activated successfully", new ActivatedCard(
                card.Id, Minutes.Owned(card.TotalMicros), Minutes.Owned(card.RemainingMicros), card.ExpiresAt)))
            : Problem.Of(result.Refusal!);
    }

    private static PurchaseAnswer Answer(PurchaseResult result) => new(
        result.PaymentIntentId!, result.ClientSecret!, result.Card!.Id, result.Card.Code, PurchasedPackage.Of(result.Package!),
        result.PaymentStatus!, result.AmountDueCents, TimeCardAnswer.Of(result.Card));

    public static bool IsPaymentMethod(string id) =>
        id.Length is > 0 and <= 255 && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
