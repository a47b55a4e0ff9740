using System.Text.Json;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.Tests.Peers;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

/// <summary>The simulator against LiveKit's own server SDK, unchanged.</summary>
public sealed class LiveKitPeerTests
{
    [SkippableFact]
    public async Task Livekits_room_client_drives_the_simulator()
    {
        await using var server = await LiveKitHttpServer.Start(prefix: "");
        var connection = server.LiveKit.Join(LiveKitHttpServer.Sign(VideoGrant.Join("r1"), "u1"));

        var answers = await NpmPeers.Run("livekit-simulator.mjs", new { url = server.Address, key = "devkey", secret = "secret", room = "r1" });

        string Of(string name) => JsonSerializer.Serialize(answers.GetProperty(name));
        Assert.Equal("""["made",60,30,5]""", Of("created"));
        Assert.Equal("true", Of("isDated"));
        Assert.Equal("[true]", Of("listed"));
        Assert.Equal("""[["u1",2,0,true,1,true]]""", Of("participants"));
        Assert.Equal("0", Of("left"));
        Assert.Equal("404 not_found", answers.GetProperty("deletedAgain").GetString());
        Assert.Equal("404 not_found", answers.GetProperty("removedAgain").GetString());
        Assert.Equal("503 unavailable", answers.GetProperty("sentToNone").GetString());
        Assert.Equal("401", answers.GetProperty("wrongSecret").GetString());
        Assert.Equal("mindbot.balance", Assert.Single(connection.Received).Topic);
        Assert.NotNull(connection.Closed);
    }

    [SkippableFact]
    public async Task Livekits_receiver_accepts_the_simulators_webhooks()
    {
        await using var server = await LiveKitHttpServer.Start();
        var connection = server.LiveKit.Join(LiveKitHttpServer.Sign(VideoGrant.Join("r1"), "u1"));
        await Eventually.Holds(() => server.Received.Count == 3);
        connection.Leave();
        await Eventually.Holds(() => server.Received.Count == 4);
        var events = server.Received.Select(received => new { body = received.Body, authorization = received.Authorization }).ToList();
        events.Add(new { body = events[0].body + " ", events[0].authorization });

        var read = await NpmPeers.Run("livekit-receive.mjs", new { key = "devkey", secret = "secret", events });

        var (room, person) = (connection.RoomSid, connection.ParticipantSid);
        Assert.Equal(
        [
            $"room_started {room}    true", $"participant_joined {room} {person} 0  true", $"track_published {room} {person} 0 2 true",
            $"participant_left {room} {person} 1  true", "sha256 checksum of body does not match",
        ], read.EnumerateArray().Select(line => line.GetString()));
    }
}
