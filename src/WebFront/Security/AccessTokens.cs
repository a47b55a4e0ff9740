using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MindBot.WebFront.Security;

/// <summary>Makes our own JWTs (HS256): access tokens for a day, and tickets that open a balance stream within a minute.</summary>
internal sealed class AccessTokens(AuthKey key, TimeProvider time)
{
    public const string Issuer = "mindbot";
    public const string ApiAudience = "mindbot-api";
    public const string StreamAudience = "mindbot-stream";

    /// <summary>The claim with the account's security version. Tokens from before there was one have none.</summary>
    public const string VersionClaim = "ver";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    public static readonly TimeSpan TicketLifetime = TimeSpan.FromSeconds(60);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials credentials = new(key.SecurityKey, SecurityAlgorithms.HmacSha256);

    /// <param name="securityVersion">The account's: with its next one the token is void.</param>
    public string Issue(string userId, int securityVersion) => Sign(userId, securityVersion, ApiAudience, Lifetime);

    public string IssueStreamTicket(string userId, int securityVersion) => Sign(userId, securityVersion, StreamAudience, TicketLifetime);

    /// <summary>
    /// How a token for one audience is checked: by this key (or its predecessor) and algorithm alone, and by our clock. Whether the account has made it void
    /// is asked with every request, see <see cref="SecurityVersions"/>.
    /// </summary>
    public static TokenValidationParameters Checks(AuthKey key, TimeProvider time, string audience) => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = audience,
        IssuerSigningKeys = key.Accepted,
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        NameClaimType = JwtRegisteredClaimNames.Sub,
        LifetimeValidator = (notBefore, expires, _, _) =>
        {
            var now = time.GetUtcNow().UtcDateTime;
            return expires is { } end && now < end && (notBefore is null || notBefore <= now);
        },
    };

    private string Sign(string userId, int securityVersion, string audience, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            SigningCredentials = credentials,
            Claims = new Dictionary<string, object>
            {
                [JwtRegisteredClaimNames.Sub] = userId,
                [VersionClaim] = securityVersion,
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("n"),
            },
        });
    }
}
