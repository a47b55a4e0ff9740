using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains.TimeCards;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Json;
using MindBot.WebFront.Security;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.TimeCards;

/// <param name="Next">Pass it as <c>before</c> for the next page; null when there is none.</param>
public sealed record GiftsAnswer(IReadOnlyList<GiftAnswer> Gifts, long? Next);

/// <param name="Status">paid (nobody has redeemed it), redeemed, refunded or disputed.</param>
public sealed record GiftAnswer(
    string TimeCardId, string ActivationCode, string PackageName, decimal TotalMinutes, string Status, bool Redeemed, DateTimeOffset CreatedAt,
    DateTimeOffset? RedeemedAt)
{
    internal static GiftAnswer Of(GiftView gift) => new(
        gift.CardId, gift.Code, gift.Package.Name, Minutes.Owned(gift.Package.TotalMicros), gift.Status, gift.IsRedeemed, gift.BoughtAt,
        gift.RedeemedAt);
}

internal static class GiftEndpoints
{
    public static void MapGifts(this IEndpointRouteBuilder app) =>
        app.MapGet("/time/gifts", Read).WithTags("Time cards").WithSummary("The gifts that the user has paid for, newest first")
            .RequireAuthorization().MayAnswer(ErrorCodes.InvalidParameter);

    private static async Task<Results<Ok<GiftsAnswer>, Problem>> Read([AsParameters] PageQuery query, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!Page.TryRead(query, out var page, out var malformed)) return malformed;

        var listed = await grains.GetGrain<IGiftListGrain>(user.Id()).Read(page.Limit, page.Before);
        var gifts = await Task.WhenAll(listed.Select(gift => grains.GetGrain<ITimeCardGrain>(gift.CardId).FindGift()));
        return TypedResults.Ok(new GiftsAnswer(
            [.. gifts.OfType<GiftView>().Select(GiftAnswer.Of)], listed is [.., { Number: > 1 } oldest] ? oldest.Number : null));
    }
}
