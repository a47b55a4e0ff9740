using MindBot.Gateways.LiveKit;

namespace MindBot.Gateways.Tests.Peers;

/// <summary>Our tokens, read by LiveKit's own server SDK.</summary>
public sealed class LiveKitSdkTests
{
    [SkippableTheory]
    [InlineData("devkey", "secret")]
    [InlineData("APIxyz", "a-long-secret-wíth-more-than-thirty-two-bytes-of-utf8-in-it")]
    public async Task Livekits_verifier_accepts_our_token_and_reads_all_of_it(string key, string secret)
    {
        var token = new LiveKitAccessToken("user-1", VideoGrant.Join("r1", canPublish: false))
        {
            Name = "Jörg",
            Metadata = "m",
            Attributes = new Dictionary<string, string> { ["session"] = "s1" },
            RoomConfig = new RoomConfiguration([new AgentDispatch("mindbot", "oak")]) { EmptyTimeoutSeconds = 60 },
        };
        var jwt = token.Sign(new LiveKitOptions { ApiKey = key, ApiSecret = secret }, TimeProvider.System.GetUtcNow());

        var claims = await NpmPeers.Run("livekit-verify.mjs", new { key, secret, jwt });

        Assert.Equal("user-1", claims.GetProperty("sub").GetString());
        Assert.Equal("Jörg", claims.GetProperty("name").GetString());
        Assert.Equal("s1", claims.GetProperty("attributes").GetProperty("session").GetString());
        Assert.Equal("""{"roomJoin":true,"room":"r1","canPublish":false,"canSubscribe":true,"canPublishData":true}""",
            claims.GetProperty("video").GetRawText());
        Assert.Equal("""{"emptyTimeout":60,"agents":[{"agentName":"mindbot","metadata":"oak"}]}""", claims.GetProperty("roomConfig").GetRawText());
    }

    [SkippableFact]
    public async Task Livekits_verifier_refuses_our_token_under_another_secret()
    {
        var jwt = new LiveKitAccessToken("u", VideoGrant.Join("r")).Sign(new LiveKitOptions(), TimeProvider.System.GetUtcNow());

        var answer = await NpmPeers.Run("livekit-verify.mjs", new { key = "devkey", secret = "another", jwt });

        Assert.True(answer.TryGetProperty("error", out _));
    }
}
