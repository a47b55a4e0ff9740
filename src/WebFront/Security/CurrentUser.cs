using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace MindBot.WebFront.Security;

internal static class CurrentUser
{
    /// <summary>The id of the user whose token this is. Only for endpoints that require one.</summary>
    public static string Id(this ClaimsPrincipal user) =>
        user.IdOrNull() ?? throw new InvalidOperationException("The endpoint requires no signed-in user.");

    /// <summary>Null without a valid token: where one is not required, a wrong one is none.</summary>
    public static string? IdOrNull(this ClaimsPrincipal user) => user.FindFirstValue(JwtRegisteredClaimNames.Sub);
}
