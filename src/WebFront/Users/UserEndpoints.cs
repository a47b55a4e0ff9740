using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using MindBot.Grains;
using MindBot.Grains.Users;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Limits;
using MindBot.WebFront.Security;
using MindBot.WebFront.VoiceSessions;

namespace MindBot.WebFront.Users;

internal static class UserEndpoints
{
    private const string WrongCredentials = "The e-mail address or the password is wrong.";

    public static void MapUsers(this IEndpointRouteBuilder app)
    {
        var users = app.MapGroup("/auth").WithTags("Users");
        users.MapPost("/register", Register).WithSummary("Register a user")
            .MayAnswer(ErrorCodes.InvalidEmail, ErrorCodes.InvalidPassword, ErrorCodes.InvalidName, ErrorCodes.InvalidBirthDate,
                RefusalCodes.EmailTaken, ErrorCodes.RateLimited);
        users.MapPost("/login", Login).WithSummary("Sign in")
            .MayAnswer(ErrorCodes.InvalidEmail, ErrorCodes.InvalidPassword, ErrorCodes.InvalidCredentials, ErrorCodes.RateLimited);
        users.MapPatch("/me", ChangeMe).WithSummary("Change the signed-in user's name or birth date").RequireAuthorization()
            .MayAnswer(ErrorCodes.InvalidName, ErrorCodes.InvalidBirthDate);
        users.MapGet("/me", Me).WithSummary("The signed-in user").RequireAuthorization();
    }

    private static async Task<Results<Ok<SignedIn>, Problem>> Register(
        RegisterRequest body, HttpContext http, IGrainFactory grains, Passwords passwords, FrontLimits limits, SignIn signIn,
        TimeProvider clock)
    {
        var email = body.Email?.Trim();
        var refusal = UserChecks.Email(email) ?? UserChecks.NewPassword(body.Password) ?? UserChecks.Name(body.FullName, "full_name");
        if (refusal is not null) return Problem.Of(refusal);
        if (!BirthDates.TryRead(body.BirthDate, clock.GetUtcNow(), out var birthDate, out var malformed)) return Problem.Of(malformed!);
        if (limits.Registrations.TryTake(FrontLimits.AddressOf(http)) is { } wait)
            return Problem.Of(ErrorCodes.RateLimited, "Too many registrations from your network. Try again later.", wait);

        var user = new NewUser(email!, await passwords.Hash(body.Password!, http.RequestAborted), body.FullName!.Trim(), birthDate);
        var registered = await grains.GetGrain<IEmailGrain>(EmailAddress.Key(email!)).Register(user);
        return registered.UserId is { } id ? TypedResults.Ok(signIn.Answer(id)) : Problem.Of(registered.Refusal!);
    }

    private static async Task<Results<Ok<SignedIn>, Problem>> Login(
        LoginRequest body, HttpContext http, IGrainFactory grains, Passwords passwords, FrontLimits limits, SignIn signIn)
    {
        var email = body.Email?.Trim();
        var refusal = UserChecks.Email(email) ?? UserChecks.GivenPassword(body.Password);
        if (refusal is not null) return Problem.Of(refusal);

        var emailKey = EmailAddress.Key(email!);
        var address = FrontLimits.AddressOf(http);
        if (limits.TryTakePassword(address, emailKey) is { } wait)
            return Problem.Of(ErrorCodes.RateLimited, "Too many wrong passwords. Try again later.", wait);

        var isWrong = false;
        try
        {
            var id = await grains.GetGrain<IEmailGrain>(emailKey).FindUser();
            var user = id is null ? null : grains.GetGrain<IUserGrain>(id);
            var hash = user is null ? null : await user.GetPasswordHash();

            var (isRight, rehashed) = await passwords.Verify(hash, body.Password!, http.RequestAborted);
            isWrong = !isRight;
            if (isWrong) return Problem.Of(ErrorCodes.InvalidCredentials, WrongCredentials);

            await user!.RecordLogin(rehashed);
            return TypedResults.Ok(signIn.Answer(id!));
        }
        finally
        {
            // A password that nobody looked at, because the server was busy or the caller left, was not wrong.
            if (!isWrong) limits.GiveBackPassword(address, emailKey);
        }
    }

    private static async Task<Results<Ok<CurrentUserAnswer>, Problem>> Me(ClaimsPrincipal user, IGrainFactory grains) =>
        await grains.GetGrain<IUserGrain>(user.Id()).GetProfile() is { } profile
            ? TypedResults.Ok(CurrentUserAnswer.Of(profile))
            : Gone();

    private static async Task<Results<Ok<CurrentUserAnswer>, Problem>> ChangeMe(
        ChangeProfileRequest body, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        if (body.FullName is not null && UserChecks.Name(body.FullName, "full_name") is { } refusal) return Problem.Of(refusal);
        if (!BirthDates.TryRead(body.BirthDate, clock.GetUtcNow(), out var birthDate, out var malformed)) return Problem.Of(malformed!);
        return await grains.GetGrain<IUserGrain>(user.Id()).ChangeProfile(body.FullName?.Trim(), birthDate) is { } profile
            ? TypedResults.Ok(CurrentUserAnswer.Of(profile))
            : Gone();
    }

    private static Problem Gone() => Problem.Of(ErrorCodes.Unauthorized, "This account does not exist any more. Register or sign in again.");
}
