using System.Text;
using System.Text.Json;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Webhooks;

namespace MindBot.Gateways.Tests.Peers;

/// <summary>Our verifier and our signer against LiveKit's own server SDK.</summary>
public sealed class LiveKitWebhookPeerTests
{
    private static readonly LiveKitOptions Options = new() { ApiKey = "APIpeer", ApiSecret = "sécret" };

    private static readonly string[] Bodies =
    [
        """{"event":"participant_joined","id":"EV_1","createdAt":"1790000000","room":{"name":"grün \u0007"},"participant":{"identity":"user-1"}}""",
        """{ "event" : "room_finished", "unknown": 1.50 }""",
        "",
    ];

    [SkippableFact]
    public async Task What_livekits_package_signs_our_verifier_accepts_and_the_other_way_round()
    {
        var now = TimeProvider.System.GetUtcNow();
        var ours = LiveKitWebhookSignature.Sign(Encoding.UTF8.GetBytes(Bodies[0]), Options, now);
        var stale = LiveKitWebhookSignature.Sign(Encoding.UTF8.GetBytes(Bodies[0]), Options, now.AddHours(-1));

        var answer = await NpmPeers.Run("livekit-webhooks.mjs", new
        {
            key = Options.ApiKey,
            secret = Options.ApiSecret,
            bodies = Bodies,
            deliveries = new[]
            {
                new { body = Bodies[0], authorization = ours },
                new { body = Bodies[1], authorization = ours },
                new { body = Bodies[0], authorization = stale },
            },
        });

        Assert.All(Bodies.Zip(answer.GetProperty("signed").EnumerateArray()), delivery => AssertAccepted(delivery.First, delivery.Second.GetString()!));
        var received = answer.GetProperty("received");
        Assert.Equal("participant_joined", received[0].GetProperty("event").GetString());
        Assert.Equal("user-1", received[0].GetProperty("participant").GetProperty("identity").GetString());
        Assert.Contains("sha256", Error(received[1]));
        Assert.Contains("exp", Error(received[2]));
    }

    private static void AssertAccepted(string body, string authorization)
    {
        var now = TimeProvider.System.GetUtcNow();
        var raw = Encoding.UTF8.GetBytes(body);

        Assert.Equal(LiveKitSignatureResult.Valid, LiveKitWebhookSignature.Verify(raw, authorization, Options, now, out var sentAt));
        Assert.InRange(sentAt!.Value, now.AddMinutes(-2), now);
        Assert.Equal(LiveKitSignatureResult.BodyMismatch, LiveKitWebhookSignature.Verify([.. raw, 32], authorization, Options, now, out _));
        Assert.Equal(LiveKitSignatureResult.Expired, LiveKitWebhookSignature.Verify(raw, authorization, Options, now.AddMinutes(7), out _));
        Assert.Equal(LiveKitSignatureResult.BadSignature,
            LiveKitWebhookSignature.Verify(raw, authorization, new LiveKitOptions { ApiKey = Options.ApiKey, ApiSecret = "other" }, now, out _));
    }

    private static string Error(JsonElement received) => received.GetProperty("error").GetString()!;
}
