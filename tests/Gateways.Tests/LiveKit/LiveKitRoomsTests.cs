using System.Net;
using System.Text;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.LiveKit;

public abstract class LiveKitRoomsTests(LiveKitAdapterUnderTest adapter)
{
    private const string NotFound = """{"code":"not_found","msg":"requested room does not exist"}""";
    private static readonly RoomMessage Warning = new("r1", "user-1", "mindbot.balance", "hi"u8.ToArray());
    private readonly ScriptedLiveKit server = new(adapter);

    /// <summary>Makes the call and returns its one request.</summary>
    private async Task<ScriptedRequest> Sent(Func<IVoiceRooms, Task> call, LiveKitOptions? options = null)
    {
        await call(server.Rooms(options: options));
        return Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_room_is_made_with_its_agents()
    {
        var room = new NewRoom("r1")
        {
            EmptyTimeoutSeconds = 60,
            DepartureTimeoutSeconds = 30,
            MaxParticipants = 5,
            Agents = [new AgentDispatch("mindbot", """{"persona":"oak"}""")],
        };

        var sent = await Sent(rooms => rooms.Create(room));

        Assert.Equal((HttpMethod.Post, "application/json", "Bearer"), (sent.Method, sent.ContentType, sent.Scheme));
        Assert.Equal("http://localhost:7880/twirp/livekit.RoomService/CreateRoom", sent.Address.AbsoluteUri);
        Assert.Equal(("r1", 60, 30, 5), (sent.Json.GetProperty("name").GetString(), sent.Json.GetProperty("emptyTimeout").GetInt32(),
            sent.Json.GetProperty("departureTimeout").GetInt32(), sent.Json.GetProperty("maxParticipants").GetInt32()));
        var agent = Assert.Single(sent.Json.GetProperty("agents").EnumerateArray());
        Assert.Equal(("mindbot", """{"persona":"oak"}"""), (agent.GetProperty("agentName").GetString(), agent.GetProperty("metadata").GetString()));
    }

    [Fact]
    public async Task What_a_new_room_leaves_open_is_livekits_to_choose() => Assert.Equal("name", Assert.Single(
        (await Sent(rooms => rooms.Create(new NewRoom("r1")))).Json.EnumerateObject(), field => field.Value.GetRawText() != "[]").Name);

    [Fact]
    public async Task A_message_goes_to_its_recipient_alone_with_a_nonce_of_its_own()
    {
        var rooms = server.Rooms();
        await rooms.Send(Warning);
        await rooms.Send(Warning);

        var sent = server.Requests[0].Json;
        Assert.Equal("aGk=", sent.GetProperty("data").GetString());
        Assert.Equal("user-1", Assert.Single(sent.GetProperty("destinationIdentities").EnumerateArray()).GetString());
        Assert.Equal("mindbot.balance", sent.GetProperty("topic").GetString());

        // Reliable is the kind's zero, which protobuf need not say.
        Assert.True(!sent.TryGetProperty("kind", out var kind) || kind.GetString() == "RELIABLE");
        Assert.Equal(16, sent.GetProperty("nonce").GetBytesFromBase64().Length);
        Assert.NotEqual(sent.GetProperty("nonce").GetString(), server.Requests[1].Json.GetProperty("nonce").GetString());
    }

    public static TheoryData<string, string> Grants => new()
    {
        { "CreateRoom", """{"roomCreate":true}""" },
        { "DeleteRoom", """{"roomCreate":true}""" },
        { "ListRooms", """{"roomList":true}""" },
        { "ListParticipants", """{"roomAdmin":true,"room":"r1"}""" },
        { "RemoveParticipant", """{"roomAdmin":true,"room":"r1"}""" },
        { "SendData", """{"roomAdmin":true,"room":"r1"}""" },
    };

    [Theory]
    [MemberData(nameof(Grants))]
    public async Task Each_call_carries_a_short_lived_token_with_the_least_grant(string method, string grant)
    {
        var sent = await Sent(Call(method));

        Assert.EndsWith("/" + method, sent.Address.AbsoluteUri);
        Assert.Equal(grant, sent.Claims.GetProperty("video").GetRawText());
        Assert.Equal("devkey", sent.Claims.GetProperty("iss").GetString());
        Assert.InRange(sent.Claims.GetProperty("exp").GetInt64() - SkippingTime.Start.ToUnixTimeSeconds(), 1, 300);
    }

    [Theory]
    [InlineData("ws://localhost:7880", "http://localhost:7880/twirp/")]
    [InlineData("wss://x.livekit.cloud", "https://x.livekit.cloud/twirp/")]
    [InlineData("https://example.org:444/livekit/", "https://example.org:444/livekit/twirp/")]
    [InlineData("wss://example.org/a/b?c=d", "https://example.org/a/b/twirp/")]
    public async Task The_address_follows_from_where_clients_connect(string url, string expected) =>
        Assert.StartsWith(expected, (await Sent(rooms => rooms.Delete("r1"), ScriptedLiveKit.Patient(url: url))).Address.AbsoluteUri);

    [Fact]
    public async Task An_address_of_its_own_wins_and_is_asked_for_late()
    {
        Uri? address = null;
        var rooms = server.Rooms(options: new LiveKitOptions { ApiBase = () => address, TryLimit = TimeSpan.FromSeconds(6) });

        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => rooms.Delete("r1"));
        address = new Uri("http://127.0.0.1:5000/dev/livekit");
        await rooms.Delete("r1");

        Assert.Equal("http://127.0.0.1:5000/dev/livekit/twirp/livekit.RoomService/DeleteRoom", Assert.Single(server.Requests).Address.AbsoluteUri);
    }

    [Fact]
    public async Task Rooms_are_read_in_either_spelling()
    {
        server.Then(HttpStatusCode.OK, """
            {"rooms":[{"sid":"RM_a","name":"r1","numParticipants":2,"creationTime":"1"},{"sid":"RM_b","name":"r2","num_participants":0,"metadata":""}]}
            """);

        var rooms = await server.Rooms().List(["r1", "r2", "r3"]);

        Assert.Equal([new RoomSummary("r1", "RM_a", 2), new RoomSummary("r2", "RM_b", 0)], rooms);
        Assert.Equal(["r1", "r2", "r3"], server.Requests[0].Json.GetProperty("names").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task No_names_are_no_rooms_and_no_call()
    {
        Assert.Empty(await server.Rooms().List([]));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Many_names_go_in_several_calls()
    {
        server.Then(HttpStatusCode.OK, """{"rooms":[{"name":"a"}]}""").Then(HttpStatusCode.OK, """{"rooms":[{"name":"b"}]}""");

        var rooms = await server.Rooms().List([.. Enumerable.Range(0, LiveKitRooms.MaxNamesPerCall + 1).Select(number => $"r{number}")]);

        Assert.Equal(["a", "b"], rooms.Select(room => room.Name));
        Assert.Equal([LiveKitRooms.MaxNamesPerCall, 1], server.Requests.Select(sent => sent.Json.GetProperty("names").GetArrayLength()));
    }

    [Fact]
    public async Task Participants_of_every_kind_are_read()
    {
        server.Then(HttpStatusCode.OK, """
            {"participants":[{"sid":"PA_a","identity":"user-1","state":"ACTIVE","joined_at":"1760000001","kind":"STANDARD"},
            {"sid":"PA_b","identity":"agent-1","state":2,"joinedAt":1760000002,"kind":4},{"sid":"PA_c","identity":"user-2"}]}
            """);

        Assert.Equal(
        [
            new RoomParticipant("PA_a", "user-1", ParticipantKind.Standard, DateTimeOffset.FromUnixTimeSeconds(1_760_000_001), true),
            new RoomParticipant("PA_b", "agent-1", ParticipantKind.Agent, DateTimeOffset.FromUnixTimeSeconds(1_760_000_002), true),
            new RoomParticipant("PA_c", "user-2", ParticipantKind.Standard, null, false),
        ], await server.Rooms().ListParticipants("r1"));
    }

    [Theory]
    [InlineData("DeleteRoom")]
    [InlineData("RemoveParticipant")]
    [InlineData("SendData")]
    public async Task What_is_gone_already_is_done(string method)
    {
        server.Then(HttpStatusCode.NotFound, NotFound);

        await Sent(Call(method));
    }

    [Fact]
    public async Task Nobody_is_in_a_room_that_is_gone()
    {
        server.Then(HttpStatusCode.NotFound, NotFound);

        Assert.Empty(await server.Rooms().ListParticipants("r1"));
    }

    [Theory]
    [InlineData("CreateRoom")]
    [InlineData("ListRooms")]
    public async Task Where_nothing_can_be_gone_not_found_is_no_answer(string method)
    {
        server.Then(HttpStatusCode.NotFound, NotFound);

        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => Call(method)(server.Rooms()));
    }

    [Fact]
    public async Task Data_for_a_room_that_no_node_holds_went_to_a_room_that_is_gone()
    {
        server.Then(HttpStatusCode.ServiceUnavailable, """{"code":"unavailable","msg":"no response from servers"}""");

        await Sent(Call("SendData"));
        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => Call("RemoveParticipant")(server.Rooms()));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, """{"code":"bad_route","msg":"no handler"}""")]
    [InlineData(HttpStatusCode.NotFound, "<html>not found</html>")]
    [InlineData(HttpStatusCode.NotFound, "")]
    [InlineData(HttpStatusCode.Unauthorized, "invalid token: secret")]
    [InlineData(HttpStatusCode.Unauthorized, """{"code":"unauthenticated","msg":"permissions denied"}""")]
    [InlineData(HttpStatusCode.Forbidden, """{"code":7}""")]
    [InlineData(HttpStatusCode.BadRequest, """{"code":"invalid_argument"}""")]
    [InlineData(HttpStatusCode.Found, "")]
    [InlineData(HttpStatusCode.OK, "<html>a proxy's page</html>")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "[]")]
    public async Task Anything_else_confirms_nothing_and_is_not_tried_again(HttpStatusCode status, string body)
    {
        server.Then(status, body);

        var error = await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => server.Rooms().Remove("r1", "user-1"));

        Assert.Single(server.Requests);
        Assert.DoesNotContain("secret", error.ToString());
    }

    [Theory]
    [InlineData("""{"rooms":{}}""")]
    [InlineData("""{"rooms":[1]}""")]
    [InlineData("""{"rooms":[{"name":1}]}""")]
    [InlineData("""{"rooms":[{"name":"r","numParticipants":4294967296}]}""")]
    [InlineData("""{"rooms":[{"name":"\ud800"}]}""")]
    public async Task A_list_that_cannot_be_read_is_no_answer(string body)
    {
        server.Then(HttpStatusCode.OK, body);

        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => server.Rooms().List(["r"]));
    }

    [Fact]
    public async Task Calls_that_livekit_would_take_for_everybody_or_any_room_are_not_made()
    {
        var rooms = server.Rooms();

        await Assert.ThrowsAsync<ArgumentException>(() => rooms.Send(Warning with { Identity = "" }));
        await Assert.ThrowsAsync<ArgumentException>(() => rooms.Remove("r1", ""));
        await Assert.ThrowsAsync<ArgumentException>(() => rooms.Delete(""));
        await Assert.ThrowsAsync<ArgumentException>(() => rooms.Create(new NewRoom("")));
        await Assert.ThrowsAsync<ArgumentException>(() => rooms.ListParticipants(""));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Names_and_payloads_of_every_kind_arrive_as_they_are()
    {
        const string name = "grün \"<&\\\u0007 🎙";
        await server.Rooms().Send(new RoomMessage(name, name, name, Encoding.UTF8.GetBytes(name)));

        var sent = server.Requests[0];
        Assert.Equal(name, sent.Json.GetProperty("room").GetString());
        Assert.Equal(name, sent.Json.GetProperty("destinationIdentities")[0].GetString());
        Assert.Equal(name, Encoding.UTF8.GetString(sent.Json.GetProperty("data").GetBytesFromBase64()));
        Assert.Equal(name, sent.Claims.GetProperty("video").GetProperty("room").GetString());
    }

    private static Func<IVoiceRooms, Task> Call(string method) => method switch
    {
        "CreateRoom" => rooms => rooms.Create(new NewRoom("r1")),
        "DeleteRoom" => rooms => rooms.Delete("r1"),
        "ListRooms" => rooms => rooms.List(["r1"]),
        "ListParticipants" => rooms => rooms.ListParticipants("r1"),
        "RemoveParticipant" => rooms => rooms.Remove("r1", "user-1"),
        "SendData" => rooms => rooms.Send(Warning),
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };
}
