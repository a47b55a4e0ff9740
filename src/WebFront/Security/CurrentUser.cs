using System.Globalization;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace MindBot.WebFront.Security;

internal static class CurrentUser
{
    /// <summary>The id of the user whose token this is. Only for endpoints that require one.</summary>
    public static string Id(this ClaimsPrincipal user) =>
        user.IdOrNull() ?? throw new InvalidOperationException("The endpoint requires no signed-in user.");

    /// <summary>The security version that the token carries; 0 when it is from before there was one.</summary>
    public static int SecurityVersion(this ClaimsPrincipal user) =>
        int.TryParse(user.FindFirstValue(AccessTokens.VersionClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    /// <summary>Null without a valid token: where one is not required, a wrong one is none.</summary>
    public static string? IdOrNull(this ClaimsPrincipal user) => user.FindFirstValue(JwtRegisteredClaimNames.Sub);
}
