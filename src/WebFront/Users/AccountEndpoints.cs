using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using MindBot.Grains;
using MindBot.Grains.Users;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Users;

/// <summary>The end of all access, for now or for good.</summary>
internal static class AccountEndpoints
{
    private static readonly Refusal WrongPassword = new(ErrorCodes.WrongPassword, "'password' is wrong.");

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var accounts = app.MapGroup("/auth").WithTags("Users").RequireAuthorization();
        accounts.MapPost("/logout-everywhere", SignOut).WithSummary("Sign out everywhere")
            .WithDescription(
                "Every access token and stream ticket is void, this request's own, too: at once where one server runs, within 5 seconds where several do. "
                + "Conversations go on and are charged as ever, and LiveKit tokens that are out stay good until they expire: they are LiveKit's to check.");
        accounts.MapDelete("/me", Delete).WithSummary("Delete the account")
            .WithDescription(
                "Conversations are ended and charged, a subscription is cancelled at once, and whatever is personal is removed, within minutes: name, address, birth date, "
                + "password, personas of one's own, what was said about others, the payment provider's customer. The address is free again. Minutes that are left are "
                + "forfeited. What was bought and used stays on the books under the account's id, which says nothing of anybody.")
            .MayAnswer(ErrorCodes.InvalidPassword, ErrorCodes.WrongPassword, ErrorCodes.BalanceRemains, ErrorCodes.RateLimited);
    }

    private static async Task<Results<Ok<SignedOut>, Problem>> SignOut(ClaimsPrincipal user, IGrainFactory grains, SecurityVersions versions)
    {
        var version = await grains.GetGrain<IUserGrain>(user.Id()).SignOutEverywhere();
        await versions.Refresh(user.Id());
        return version is null ? UserEndpoints.Gone() : TypedResults.Ok(new SignedOut("signed_out"));
    }

    private static async Task<Results<Ok<DeletedAccount>, Problem>> Delete(
        [FromBody] DeleteAccountRequest body, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, PasswordCheck check, AccountDeletions deletions)
    {
        if (UserChecks.GivenPassword(body.Password) is { } malformed) return Problem.Of(malformed);
        if (await grains.GetGrain<IUserGrain>(user.Id()).GetProfile() is not { } profile) return UserEndpoints.Gone();
        var (_, problem) = await check.Verify(http, EmailAddress.Key(profile.Email), profile.Id, body.Password!, WrongPassword);
        return (problem ?? await deletions.Delete(profile.Id, body.ForfeitBalance == true)) is { } refused
            ? refused
            : TypedResults.Ok(new DeletedAccount("deleted"));
    }
}
