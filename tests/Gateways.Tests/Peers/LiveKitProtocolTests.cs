using System.Net;
using System.Text;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.LiveKit.Webhooks;
using MindBot.Gateways.Tests.LiveKit;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Peers;

/// <summary>What we send and read, against LiveKit's own definition of its messages.</summary>
public sealed class LiveKitProtocolTests
{
    private static readonly DateTimeOffset JoinedAt = DateTimeOffset.FromUnixTimeSeconds(1_760_000_001);

    [SkippableFact]
    public async Task Livekit_reads_every_field_of_our_requests()
    {
        var server = new ScriptedLiveKit(LiveKitAdapterUnderTest.Http);
        var rooms = server.Rooms();
        await rooms.Create(new NewRoom("r1")
        {
            EmptyTimeoutSeconds = 60,
            DepartureTimeoutSeconds = 30,
            MaxParticipants = 5,
            Agents = [new AgentDispatch("mindbot", "oak")],
        });
        await rooms.Delete("r1");
        await rooms.List(["r1", "r2"]);
        await rooms.ListParticipants("r1");
        await rooms.Remove("r1", "user-1");
        await rooms.Send(new RoomMessage("r1", "user-1", "mindbot.balance", "hi"u8.ToArray()));
        string[] types =
        [
            "CreateRoomRequest", "DeleteRoomRequest", "ListRoomsRequest", "ListParticipantsRequest", "RoomParticipantIdentity", "SendDataRequest",
        ];

        var read = (await Write(types.Zip(server.Requests, (type, sent) => (type, (object)sent.Json)))).Select(message => message.Camel).ToList();

        var nonce = server.Requests[5].Json.GetProperty("nonce").GetString();
        Assert.Equal(
        [
            """{"name":"r1","emptyTimeout":60,"maxParticipants":5,"departureTimeout":30,"agents":[{"agentName":"mindbot","metadata":"oak"}]}""",
            """{"room":"r1"}""",
            """{"names":["r1","r2"]}""",
            """{"room":"r1"}""",
            """{"room":"r1","identity":"user-1"}""",
            $$"""{"room":"r1","data":"aGk=","topic":"mindbot.balance","destinationIdentities":["user-1"],"nonce":"{{nonce}}"}""",
        ], read);
    }

    [SkippableFact]
    public async Task We_read_livekits_answers_and_events_in_both_of_its_spellings()
    {
        var participants = new[]
        {
            new { sid = "PA_a", identity = "user-1", state = "ACTIVE", joinedAt = "1760000001", kind = "STANDARD", joinedAtMs = "1760000001234" },
            new { sid = "PA_b", identity = "agent-1", state = "JOINING", joinedAt = "1760000001", kind = "AGENT", joinedAtMs = "0" },
        };
        var room = new { sid = "RM_a", name = "r1", numParticipants = 2, creationTime = "1760000000", enabledCodecs = new[] { new { mime = "audio/opus" } } };
        var happened = new Dictionary<string, object>
        {
            ["event"] = "participant_joined",
            ["id"] = "EV_1",
            ["createdAt"] = "1760000002",
            ["room"] = room,
            ["participant"] = participants[0],
        };

        var messages = await Write(
        [
            ("ListParticipantsResponse", new { participants }),
            ("ListRoomsResponse", new { rooms = new[] { room } }),
            ("WebhookEvent", happened),
            ("ListRoomsResponse", new { }),
        ]);

        RoomParticipant[] expected =
        [
            new("PA_a", "user-1", ParticipantKind.Standard, JoinedAt, IsConnected: true),
            new("PA_b", "agent-1", ParticipantKind.Agent, JoinedAt, IsConnected: false),
        ];
        Assert.All(messages[0].Both, json => Assert.Equal(expected, Answered(json).ListParticipants("r1").Result));
        Assert.All(messages[1].Both, json => Assert.Equal([new RoomSummary("r1", "RM_a", 2)], Answered(json).List(["r1"]).Result));
        Assert.All(messages[2].Both, json => Assert.Equal(
            new LiveKitEvent("EV_1", LiveKitEventType.ParticipantJoined, JoinedAt.AddSeconds(1), new EventRoom("r1", "RM_a"), expected[0]),
            LiveKitEvent.Parse(Encoding.UTF8.GetBytes(json))));
        Assert.All(messages[3].Both, json => Assert.Empty(Answered(json).List(["r1"]).Result));
    }

    private static IVoiceRooms Answered(string json) => new ScriptedLiveKit(LiveKitAdapterUnderTest.Http).Then(HttpStatusCode.OK, json).Rooms();

    /// <summary>The messages as LiveKit's package reads them, strictly, and writes them again.</summary>
    private static async Task<List<Spelled>> Write(IEnumerable<(string Type, object Json)> messages)
    {
        var answer = await NpmPeers.Run("livekit-protocol.mjs", messages.Select(message => new { type = message.Type, json = message.Json }));
        return answer.EnumerateArray().Select(message => message.TryGetProperty("error", out var error)
            ? throw new InvalidOperationException(error.GetString())
            : new Spelled(message.GetProperty("camel").GetString()!, message.GetProperty("snake").GetString()!)).ToList();
    }

    private sealed record Spelled(string Camel, string Snake)
    {
        public string[] Both => [Camel, Snake];
    }
}
