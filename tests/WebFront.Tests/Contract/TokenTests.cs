using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MindBot.WebFront.Security;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.Contract;

[Collection(FrontCollection.Name)]
public sealed class TokenTests(FrontServer server)
{
    [Fact]
    public async Task Tokens_that_we_did_not_sign_open_nothing()
    {
        var user = await server.NewUser();
        var real = user.SignedIn.Text("access_token");
        var parts = real.Split('.');
        var none = Base64Url.EncodeToString("""{"alg":"none","typ":"JWT"}"""u8);

        await Refused("garbage");
        await Refused($"{none}.{parts[1]}.");
        await Refused($"{none}.{parts[1]}.{parts[2]}");
        await Refused($"{parts[0]}.{parts[1]}.{parts[2][..^4]}AAAA");
        await Refused($"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"sub":"user_x","aud":"mindbot-api","iss":"mindbot","exp":9999999999}"""))}.{parts[2]}");
        await Refused(user.SignedIn.Text("livekit_token"));
        await Refused(Forge(new SymmetricSecurityKey(Encoding.UTF8.GetBytes("a key of somebody else, long enough")), AccessTokens.ApiAudience, 3600));
    }

    [Fact]
    public async Task Tokens_of_ours_open_only_what_they_are_for_and_not_for_ever()
    {
        var ours = server.Services.GetRequiredService<AuthKey>().SecurityKey;
        await Refused(Forge(ours, AccessTokens.ApiAudience, -1));
        await Refused(Forge(ours, AccessTokens.StreamAudience, 60));
        await Refused(Forge(ours, "another-service", 3600));
        await Refused(Forge(ours, AccessTokens.ApiAudience, 3600));
    }

    [Fact]
    public async Task A_token_from_before_there_were_versions_is_good_until_the_account_has_another_one()
    {
        var user = await server.NewUser();
        var ours = server.Services.GetRequiredService<AuthKey>().SecurityKey;
        var before = Forge(ours, AccessTokens.ApiAudience, 3600, await user.Id());
        await server.WithToken(before).GetAsync("/time/balance").Ok();
        await user.Post("/auth/logout-everywhere", new { }).Ok();
        await Refused(before);
    }

    [Fact]
    public async Task A_token_in_the_query_is_no_token()
    {
        var user = await server.NewUser();
        await server.Anonymous.GetAsync("/time/balance?access_token=" + user.SignedIn.Text("access_token")).Problem(401, "unauthorized");
        await server.Anonymous.GetAsync("/time/balance/stream?ticket=" + user.SignedIn.Text("access_token")).Problem(401, "unauthorized");
        await server.Anonymous.GetAsync("/time/balance/stream?ticket=garbage").Problem(401, "unauthorized");
    }

    [Fact]
    public async Task The_lobby_is_for_listening_and_a_room_token_for_one_room()
    {
        var user = await server.NewUser();
        var id = await user.Id();
        var lobby = Claims(user.SignedIn.Text("livekit_token"));
        Assert.Equal((id, $"lobby_{id}"), (lobby.Text("sub"), lobby.GetProperty("video").Text("room")));
        Assert.False(lobby.GetProperty("video").GetProperty("canPublish").GetBoolean());
        Assert.False(lobby.GetProperty("video").GetProperty("canPublishData").GetBoolean());

        var answer = await user.Post("/auth/token", new { room_name = "room_token", participant_name = "Joe" }).Ok();
        var room = Claims(answer.Text("livekit_token"));
        Assert.Equal((id, "Joe", "room_token"), (room.Text("sub"), room.Text("name"), room.GetProperty("video").Text("room")));
        Assert.True(room.GetProperty("video").GetProperty("canPublish").GetBoolean());
        Assert.False(room.GetProperty("video").TryGetProperty("roomAdmin", out _));
    }

    private Task Refused(string token) => server.WithToken(token).GetAsync("/time/balance").Problem(401, "unauthorized");

    private static JsonElement Claims(string jwt) => JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1])).RootElement;

    private static string Forge(SecurityKey key, string audience, int lifetimeSeconds, string userId = "user_forged")
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = AccessTokens.Issuer,
            Audience = audience,
            NotBefore = now.AddHours(-1),
            IssuedAt = now.AddHours(-1),
            Expires = now.AddSeconds(lifetimeSeconds),
            Claims = new Dictionary<string, object> { ["sub"] = userId },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
    }
}
