using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MindBot.Gateways.LiveKit;

namespace MindBot.Gateways.Tests.LiveKit;

public sealed class LiveKitAccessTokenTests
{
    private static readonly LiveKitOptions Dev = new();
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

    private static JsonElement Claims(LiveKitAccessToken token, LiveKitOptions? options = null) =>
        Part(token.Sign(options ?? Dev, Now), 1);

    private static JsonElement Part(string jwt, int part) => JsonDocument.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[part])).RootElement;

    [Fact]
    public void The_token_says_who_for_how_long_and_by_whose_key()
    {
        var claims = Claims(new LiveKitAccessToken("user-1", VideoGrant.Join("r1")) { Lifetime = TimeSpan.FromHours(1), Id = "t1" });

        Assert.Equal("devkey", claims.GetProperty("iss").GetString());
        Assert.Equal("user-1", claims.GetProperty("sub").GetString());
        Assert.Equal("t1", claims.GetProperty("jti").GetString());
        Assert.Equal(1_790_003_600, claims.GetProperty("exp").GetInt64());
        Assert.InRange(claims.GetProperty("nbf").GetInt64(), 1_790_000_000 - 60, 1_790_000_000);
    }

    [Fact]
    public void A_join_names_its_room_and_says_every_permission()
    {
        var video = Claims(new LiveKitAccessToken("u", VideoGrant.Join("lobby_u", canPublish: false, canPublishData: false))).GetProperty("video");

        Assert.Equal("""{"roomJoin":true,"room":"lobby_u","canPublish":false,"canSubscribe":true,"canPublishData":false}""", video.GetRawText());
    }

    [Fact]
    public void Server_grants_say_only_what_they_are_for()
    {
        string Video(VideoGrant grant) => Claims(new LiveKitAccessToken("server", grant)).GetProperty("video").GetRawText();

        Assert.Equal("""{"roomAdmin":true,"room":"r1"}""", Video(VideoGrant.Administer("r1")));
        Assert.Equal("""{"roomCreate":true}""", Video(VideoGrant.CreateRooms));
        Assert.Equal("""{"roomList":true}""", Video(VideoGrant.ListRooms));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void There_is_no_join_without_a_room(string room)
    {
        Assert.Throws<ArgumentException>(() => VideoGrant.Join(room));
        Assert.Throws<ArgumentException>(() => VideoGrant.Administer(room));
    }

    [Fact]
    public void Name_metadata_attributes_and_agents_are_in_it()
    {
        var claims = Claims(new LiveKitAccessToken("u", VideoGrant.Join("r"))
        {
            Name = "Jörg \"J\" <x>",
            Metadata = """{"a":1}""",
            Attributes = new Dictionary<string, string> { ["session"] = "s1" },
            RoomConfig = new RoomConfiguration([new AgentDispatch("mindbot", "oak")]) { EmptyTimeoutSeconds = 60, DepartureTimeoutSeconds = 30 },
        });

        Assert.Equal("Jörg \"J\" <x>", claims.GetProperty("name").GetString());
        Assert.Equal("""{"a":1}""", claims.GetProperty("metadata").GetString());
        Assert.Equal("s1", claims.GetProperty("attributes").GetProperty("session").GetString());
        Assert.Equal("""{"emptyTimeout":60,"departureTimeout":30,"agents":[{"agentName":"mindbot","metadata":"oak"}]}""",
            claims.GetProperty("roomConfig").GetRawText());
    }

    [Theory]
    [InlineData("s")]
    [InlineData("secret")]
    [InlineData("sécret-of-more-than-thirty-two-bytes-in-length-and-more")]
    public void It_is_signed_with_the_bytes_of_a_secret_of_any_length(string secret)
    {
        var jwt = new LiveKitAccessToken("u", VideoGrant.Join("r")).Sign(new LiveKitOptions { ApiKey = "k", ApiSecret = secret }, Now);
        var parts = jwt.Split('.');

        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        Assert.Equal(expected, Base64Url.DecodeFromChars(parts[2]));
        Assert.Equal("HS256", Part(jwt, 0).GetProperty("alg").GetString());
    }

    [Fact]
    public void Two_tokens_have_two_ids()
    {
        var token = new LiveKitAccessToken("u", VideoGrant.Join("r"));

        Assert.NotEqual(token.Sign(Dev, Now), token.Sign(Dev, Now));
    }

    [Fact]
    public void A_token_without_identity_secret_or_lifetime_is_refused()
    {
        var token = new LiveKitAccessToken("u", VideoGrant.Join("r"));

        Assert.Throws<ArgumentException>(() => (token with { Identity = "" }).Sign(Dev, Now));
        Assert.Throws<ArgumentException>(() => token.Sign(new LiveKitOptions { ApiSecret = "" }, Now));
        Assert.Throws<ArgumentOutOfRangeException>(() => (token with { Lifetime = TimeSpan.Zero }).Sign(Dev, Now));
    }
}
