using System.Buffers.Text;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MindBot.WebFront.Security;
using MindBot.WebFront.Tests.Admin;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Attack;

/// <summary>Everything that somebody may show for a user's access token, and that is none.</summary>
internal static class ForgedTokens
{
    public static async Task<IReadOnlyDictionary<string, string>> Of(FrontServer server, Victim victim)
    {
        var ours = server.Services.GetRequiredService<AuthKey>().SecurityKey;
        var theirs = new SymmetricSecurityKey(Encoding.UTF8.GetBytes("a key of somebody else, which is long enough for HS512, too: 64 bytes"));
        var parts = victim.User.SignedIn.Text("access_token").Split('.');
        var none = Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);
        var room = await (await server.NewUser()).Post("/auth/token", new { room_name = $"room_{Guid.NewGuid():n}" }).Ok();
        var ticket = await victim.User.Post("/time/balance/stream-ticket", new { }).Ok();
        return new Dictionary<string, string>
        {
            ["none"] = "",
            ["garbage"] = "garbage",
            ["dots"] = "..",
            ["long"] = new string('a', 8_000),
            ["the operators' key"] = AdminServer.Key,
            ["expired"] = Sign(victim.Id, ours, expiresIn: -1),
            ["not yet valid"] = Sign(victim.Id, ours, validIn: 600),
            ["without an end"] = Sign(victim.Id, ours, expiresIn: null),
            ["of another key"] = Sign(victim.Id, theirs),
            ["of another algorithm"] = Sign(victim.Id, ours, algorithm: SecurityAlgorithms.HmacSha512),
            ["for another audience"] = Sign(victim.Id, ours, audience: "another-service"),
            ["for streams"] = Sign(victim.Id, ours, audience: AccessTokens.StreamAudience),
            ["of another issuer"] = Sign(victim.Id, ours, issuer: "somebody"),
            ["unsigned"] = $"{none}.{parts[1]}.",
            ["unsigned, with a signature"] = $"{none}.{parts[1]}.{parts[2]}",
            ["cut"] = $"{parts[0]}.{parts[1]}",
            ["changed"] = $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"sub":"{{victim.Id}}","aud":"mindbot-api","iss":"mindbot","exp":9999999999}"""))}.{parts[2]}",
            ["a room's token"] = room.Text("livekit_token"),
            ["the lobby's token"] = victim.User.SignedIn.Text("livekit_token"),
            ["a stream's ticket"] = ticket.Text("ticket"),
        };
    }

    private static string Sign(
        string userId, SecurityKey key, int? expiresIn = 3600, int validIn = -60, string algorithm = SecurityAlgorithms.HmacSha256,
        string audience = AccessTokens.ApiAudience, string issuer = AccessTokens.Issuer)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = now.AddHours(-1),
            NotBefore = now.AddSeconds(expiresIn < 0 ? -3600 : validIn),
            Expires = expiresIn is { } seconds ? now.AddSeconds(seconds) : null,
            Claims = new Dictionary<string, object> { ["sub"] = userId },
            SigningCredentials = new SigningCredentials(key, algorithm),
        });
    }
}
