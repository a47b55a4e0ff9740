using MindBot.Grains;
using MindBot.Grains.Users;
using MindBot.WebFront.Errors;
using MindBot.WebFront.Limits;
using MindBot.WebFront.Security;

namespace MindBot.WebFront.Users;

/// <summary>Compares passwords with those of accounts, and counts the wrong ones.</summary>
internal sealed class PasswordCheck(IGrainFactory grains, Passwords passwords, FrontLimits limits)
{
    /// <param name="userId">Null: there is no account with this address. That is found out in the same steps, and limited in the same way.</param>
    /// <param name="wrong">What is answered to a wrong password.</param>
    public async Task<(ProvenPassword? Proven, Problem? Problem)> Verify(HttpContext http, string emailKey, string? userId, string password, Refusal wrong)
    {
        var address = FrontLimits.AddressOf(http);
        if (limits.TryTakePassword(address, emailKey) is { } wait)
            return (null, Problem.Of(ErrorCodes.RateLimited, "Too many wrong passwords. Try again later.", wait));

        bool? isRight = null;
        try
        {
            // Nobody's id is looked up as anybody's.
            var user = grains.GetGrain<IUserGrain>(userId ?? $"nobody_{emailKey}");
            // In this order: a password that is changed in between makes the token void that is given for the former one.
            var version = await user.GetSecurityVersion();
            var hash = await user.GetPasswordHash();
            (isRight, var rehashed) = await passwords.Verify(version is null ? null : hash, password, http.RequestAborted);
            return isRight.Value ? (new ProvenPassword(userId!, hash!, rehashed, version!.Value), null) : (null, Problem.Of(wrong));
        }
        finally
        {
            // A password that nobody looked at, because the server was busy or the caller left, was not wrong.
            if (isRight is null) limits.GiveBackPassword(address, emailKey);
            else if (isRight.Value) limits.PasswordWasRight(address, emailKey);
        }
    }
}

/// <param name="Hash">The stored one that it was compared with.</param>
/// <param name="Rehashed">A stronger hash of the same password, when the hasher asks for one.</param>
/// <param name="SecurityVersion">The account's, from before the comparison.</param>
internal sealed record ProvenPassword(string UserId, string Hash, string? Rehashed, int SecurityVersion);
