using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains;
using MindBot.Grains.Users;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Hosting;
using MindBot.WebFront.Limits;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Users;

/// <summary>
/// Other passwords. None of these takes an <c>Idempotency-Key</c>: a repeat comes with a password or token that is void by then, and answers with access
/// tokens are not for storing.
/// </summary>
internal static class PasswordEndpoints
{
    /// <summary>A page of the frontend.</summary>
    private const string ResetPage = "reset-password";

    private static readonly Refusal WrongPassword = new(ErrorCodes.WrongPassword, "'current_password' is wrong.");

    public static void MapPasswords(this IEndpointRouteBuilder app)
    {
        var passwords = app.MapGroup("/auth/password").WithTags("Users");
        passwords.MapPost("/change", Change).RequireAuthorization().WithSummary("Change the password, and sign out everywhere else")
            .WithDescription("Every access token of before is void, this request's own, too: go on with the one that is answered.")
            .MayAnswer(ErrorCodes.InvalidPassword, ErrorCodes.WrongPassword, ErrorCodes.RateLimited);
        passwords.MapPost("/forgot", Forgot).WithSummary("Ask for a link to set the password anew")
            .WithDescription(
                "The answer does not tell whether there is an account. The link is good for 30 minutes and once; a newer one replaces it. At most one is sent in a "
                + "minute.")
            .MayAnswer(ErrorCodes.InvalidEmail, ErrorCodes.RateLimited, ErrorCodes.MailUnavailable);
        passwords.MapPost("/reset", Reset).WithSummary("Set the password anew with the token of such a link")
            .WithDescription("Signs out everywhere, and whoever had to wait after wrong passwords need not any more.")
            .MayAnswer(ErrorCodes.InvalidPassword, ErrorCodes.InvalidResetToken, ErrorCodes.RateLimited);
    }

    private static async Task<Results<Ok<SignedIn>, Problem>> Change(
        ChangePasswordRequest body, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, PasswordCheck check, PasswordPolicy policy,
        Passwords passwords, SecurityVersions versions, SignIn signIn)
    {
        if (UserChecks.GivenPassword(body.CurrentPassword, "current_password") is { } malformed) return Problem.Of(malformed);
        var account = grains.GetGrain<IUserGrain>(user.Id());
        if (await account.GetProfile() is not { } profile) return UserEndpoints.Gone();
        if (policy.Check(body.NewPassword, profile.Email, "new_password") is { } weak) return Problem.Of(weak);

        var (proven, problem) = await check.Verify(http, EmailAddress.Key(profile.Email), profile.Id, body.CurrentPassword!, WrongPassword);
        if (problem is not null) return problem;
        var changed = await account.ChangePassword(proven!.Hash, await passwords.Hash(body.NewPassword!, http.RequestAborted));
        await versions.Refresh(profile.Id);
        // Null: another change was faster, and this password is not the current one any more.
        return changed is { } version ? TypedResults.Ok(signIn.Answer(profile.Id, version)) : Problem.Of(WrongPassword);
    }

    private static async Task<Results<Ok<ForgotPasswordAnswer>, Problem>> Forgot(
        ForgotPasswordRequest body, HttpContext http, IGrainFactory grains, FrontSettings settings, FrontLimits limits)
    {
        if (settings.Mail is null || settings.PublicUrl is not { } site)
            return Problem.Of(ErrorCodes.MailUnavailable, "This server sends no mails, so it cannot send a link to set a password anew.", TimeSpan.FromHours(1));
        var email = body.Email?.Trim();
        if (UserChecks.Email(email) is { } malformed) return Problem.Of(malformed);

        var emailKey = EmailAddress.Key(email!);
        if (limits.TryTakeResetMail(FrontLimits.AddressOf(http), emailKey) is { } wait)
            return Problem.Of(ErrorCodes.RateLimited, "Too many links were asked for. Try again later.", wait);
        await grains.GetGrain<IPasswordResetGrain>(emailKey).Order($"{site.AbsoluteUri.TrimEnd('/')}/{ResetPage}");
        return TypedResults.Ok(new ForgotPasswordAnswer(
            "accepted", "If there is an account with this address, a link to set a new password is on its way."));
    }

    private static async Task<Results<Ok<ResetPasswordAnswer>, Problem>> Reset(
        ResetPasswordRequest body, HttpContext http, IGrainFactory grains, PasswordPolicy policy, Passwords passwords, FrontLimits limits,
        SecurityVersions versions)
    {
        var address = FrontLimits.AddressOf(http);
        if (limits.WrongResetTokens.TryTake(address) is { } wait) return Problem.Of(ErrorCodes.RateLimited, "Too many links that are none. Try again later.", wait);
        if (PasswordResetToken.Read(body.Token) is not { } token) return InvalidToken();
        var account = grains.GetGrain<IUserGrain>(token.UserId);
        if (await account.FindPasswordReset(token.Hash) is not { } profile) return InvalidToken();
        limits.WrongResetTokens.GiveBack(address);

        if (policy.Check(body.NewPassword, profile.Email, "new_password") is { } weak) return Problem.Of(weak);
        if (!await account.ResetPassword(token.Hash, await passwords.Hash(body.NewPassword!, http.RequestAborted))) return InvalidToken();
        await versions.Refresh(profile.Id);
        limits.LiftPasswords(address, EmailAddress.Key(profile.Email));
        return TypedResults.Ok(new ResetPasswordAnswer("password_changed"));
    }

    private static Problem InvalidToken() =>
        Problem.Of(ErrorCodes.InvalidResetToken, "This link is wrong, was used before, was replaced by a newer one, or is older than 30 minutes. Ask for another one.");
}
