using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MindBot.WebFront.Security;

/// <summary>Makes our own JWTs (HS256): access tokens for a day, and tickets that open a balance stream within a minute.</summary>
internal sealed class AccessTokens(AuthKey key, TimeProvider time)
{
    public const string Issuer = "mindbot";
    public const string ApiAudience = "mindbot-api";
    public const string StreamAudience = "mindbot-stream";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    public static readonly TimeSpan TicketLifetime = TimeSpan.FromSeconds(60);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };
    private readonly SigningCredentials credentials = new(key.SecurityKey, SecurityAlgorithms.HmacSha256);

    public string Issue(string userId) => Sign(userId, ApiAudience, Lifetime);

    public string IssueStreamTicket(string userId) => Sign(userId, StreamAudience, TicketLifetime);

    /// <summary>How a token for one audience is checked: by this key and algorithm alone, and by our clock.</summary>
    public static TokenValidationParameters Checks(AuthKey key, TimeProvider time, string audience) => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = audience,
        IssuerSigningKey = key.SecurityKey,
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

    private string Sign(string userId, string audience, TimeSpan lifetime)
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
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("n"),
            },
        });
    }
}
