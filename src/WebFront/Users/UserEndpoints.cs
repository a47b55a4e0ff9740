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
    /// <summary>The security version of a new account.</summary>
    private const int NewVersion = 0;

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
        RegisterRequest body, HttpContext http, IGrainFactory grains, Passwords passwords, PasswordPolicy policy, FrontLimits limits,
        SignIn signIn, TimeProvider clock)
    {
        var email = body.Email?.Trim();
        var refusal = UserChecks.Email(email) ?? policy.Check(body.Password, email!, "password") ?? UserChecks.Name(body.FullName, "full_name");
        if (refusal is not null) return Problem.Of(refusal);
        if (!BirthDates.TryRead(body.BirthDate, clock.GetUtcNow(), out var birthDate, out var malformed)) return Problem.Of(malformed!);
        if (limits.Registrations.TryTake(FrontLimits.AddressOf(http)) is { } wait)
            return Problem.Of(ErrorCodes.RateLimited, "Too many registrations from your network. Try again later.", wait);

        var user = new NewUser(email!, await passwords.Hash(body.Password!, http.RequestAborted), body.FullName!.Trim(), birthDate);
        var registered = await grains.GetGrain<IEmailGrain>(EmailAddress.Key(email!)).Register(user);
        return registered.UserId is { } id ? TypedResults.Ok(signIn.Answer(id, NewVersion)) : Problem.Of(registered.Refusal!);
    }

    private static async Task<Results<Ok<SignedIn>, Problem>> Login(
        LoginRequest body, HttpContext http, IGrainFactory grains, PasswordCheck check, SignIn signIn)
    {
        var email = body.Email?.Trim();
        var refusal = UserChecks.Email(email) ?? UserChecks.GivenPassword(body.Password);
        if (refusal is not null) return Problem.Of(refusal);

        var emailKey = EmailAddress.Key(email!);
        var id = await grains.GetGrain<IEmailGrain>(emailKey).FindUser();
        var (proven, problem) = await check.Verify(http, emailKey, id, body.Password!, new Refusal(ErrorCodes.InvalidCredentials, WrongCredentials));
        if (problem is not null) return problem;

        await grains.GetGrain<IUserGrain>(id!).RecordLogin(proven!.Rehashed, proven.SecurityVersion);
        return TypedResults.Ok(signIn.Answer(id!, proven.SecurityVersion));
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

    internal static Problem Gone() => Problem.Of(ErrorCodes.Unauthorized, "This account does not exist any more. Register or sign in again.");
}
