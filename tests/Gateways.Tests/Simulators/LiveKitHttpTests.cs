using System.Net;
using System.Text.Json;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class LiveKitHttpTests : IAsyncLifetime
{
    private LiveKitHttpServer server = null!;

    public async Task InitializeAsync() => server = await LiveKitHttpServer.Start();

    public Task DisposeAsync() => server.DisposeAsync().AsTask();

    private async Task<JsonElement> Join(string identity, string room = "r1")
    {
        var answer = await server.Post("/join", $$"""{"token":"{{LiveKitHttpServer.Sign(VideoGrant.Join(room), identity)}}"}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json;
    }

    [Theory]
    [InlineData("CreateRoom", """{"name":"new"}""", "create")]
    [InlineData("DeleteRoom", """{"room":"r1"}""", "create")]
    [InlineData("ListRooms", "{}", "list")]
    [InlineData("ListParticipants", """{"room":"r1"}""", "admin")]
    [InlineData("RemoveParticipant", """{"room":"r1","identity":"u1"}""", "admin")]
    [InlineData("SendData", """{"room":"r1","data":"aGk="}""", "admin")]
    public async Task Every_method_wants_its_own_grant(string method, string body, string needed)
    {
        await Join("u1");
        var grants = new Dictionary<string, VideoGrant>
        {
            ["list"] = VideoGrant.ListRooms,
            ["admin"] = VideoGrant.Administer("r1"),
            ["other"] = VideoGrant.Administer("r2"),
            ["join"] = VideoGrant.Join("r1"),
            ["create"] = VideoGrant.CreateRooms,
        };

        foreach (var (name, grant) in grants.Where(grant => grant.Key != needed))
        {
            var refused = await server.Call(method, body, grant);
            Assert.True(refused.Status == HttpStatusCode.Unauthorized, $"{name} may {method}");
            Assert.Equal("""{"code":"unauthenticated","msg":"permissions denied"}""", refused.Body);
        }
        Assert.Equal("unauthenticated", (await server.Post($"/twirp/livekit.RoomService/{method}", body)).Code);
        Assert.Equal(HttpStatusCode.OK, (await server.Call(method, body, grants[needed])).Status);
    }

    public static TheoryData<string> BadTokens()
    {
        var (grant, now) = (new LiveKitAccessToken("s", VideoGrant.ListRooms) { Lifetime = TimeSpan.FromHours(1) }, LiveKitHttpServer.Now);
        var good = grant.Sign(new LiveKitOptions(), now);
        return
        [
            "x", "a.b.c", good[..^4] + "AAAA", good + ".x",
            grant.Sign(new LiveKitOptions { ApiSecret = "another" }, now),
            grant.Sign(new LiveKitOptions { ApiKey = "another" }, now),
            grant.Sign(new LiveKitOptions(), now.AddDays(-1)),
            grant.Sign(new LiveKitOptions(), now.AddDays(1)),
            "eyJhbGciOiJub25lIn0." + good.Split('.')[1] + ".",
        ];
    }

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_401_in_plain_text(string token)
    {
        var answer = await server.Post("/twirp/livekit.RoomService/ListRooms", "{}", token);
        var join = await server.Post("/join", $$"""{"token":"{{token}}"}""");

        Assert.Equal((HttpStatusCode.Unauthorized, "text/plain"), (answer.Status, answer.ContentType));
        Assert.Equal((HttpStatusCode.Unauthorized, "text/plain"), (join.Status, join.ContentType));
    }

    [Fact]
    public async Task Requests_come_in_either_casing_and_answers_in_snake_case_with_zero_values()
    {
        var camel = await server.Call("CreateRoom", """{"name":"a","emptyTimeout":"60","unknown":1,"metadata":null}""", VideoGrant.CreateRooms);
        var snake = await server.Call("CreateRoom", """{"name":"b","empty_timeout":60,"departure_timeout":30}""", VideoGrant.CreateRooms);

        Assert.Equal(60, camel.Json.GetProperty("empty_timeout").GetInt32());
        Assert.Equal(30, snake.Json.GetProperty("departure_timeout").GetInt32());
        Assert.Equal(
            ["sid", "name", "empty_timeout", "departure_timeout", "max_participants", "creation_time", "creation_time_ms", "turn_password",
                "enabled_codecs", "metadata", "num_participants", "num_publishers", "active_recording", "version"],
            snake.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(JsonValueKind.String, snake.Json.GetProperty("creation_time").ValueKind);

        var listed = (await server.Call("ListRooms", """{"names":["b","none"]}""", VideoGrant.ListRooms)).Json.GetProperty("rooms");
        Assert.Equal(snake.Json.GetProperty("sid").GetString(), Assert.Single(listed.EnumerateArray()).GetProperty("sid").GetString());
    }

    [Fact]
    public async Task What_comes_in_protobufs_binary_form_is_answered_in_it_and_errors_are_json()
    {
        await Join("u1");
        Task<Answered> Ask(string binary) => server.Post(
            "/twirp/livekit.RoomService/ListRooms", binary, LiveKitHttpServer.Sign(VideoGrant.ListRooms), "application/protobuf");

        // Field 1 is the text r1; in the answer a room's field 2 is its name, and field 9 the number of its participants.
        var listed = await Ask("\u000a\u0002r1");
        Assert.Equal((HttpStatusCode.OK, "application/protobuf"), (listed.Status, listed.ContentType));
        Assert.Contains("\u0012\u0002r1", listed.Body);
        Assert.Contains("\u0048\u0001", listed.Body);
        Assert.Equal("", (await Ask("\u000a\u0004none")).Body);
        foreach (var broken in new[] { "\u000a\u0009r1", "\u000a", "\u000b\u0001" }) Assert.Equal("malformed", (await Ask(broken)).Code);
    }

    [Fact]
    public async Task A_participant_is_listed_with_all_fields()
    {
        var joined = await Join("u1");

        var listed = await server.Call("ListParticipants", """{"room":"r1"}""", VideoGrant.Administer("r1"));

        var participant = Assert.Single(listed.Json.GetProperty("participants").EnumerateArray());
        Assert.Equal(joined.GetProperty("participant_sid").GetString(), participant.GetProperty("sid").GetString());
        Assert.Equal("ACTIVE STANDARD UNKNOWN_REASON", string.Join(' ', new[] { "state", "kind", "disconnect_reason" }
            .Select(name => participant.GetProperty(name).GetString())));
        Assert.Equal(JsonValueKind.String, participant.GetProperty("joined_at").ValueKind);
        Assert.Equal("[]", (await server.Call("ListParticipants", """{"room":"none"}""", VideoGrant.Administer("none")))
            .Json.GetProperty("participants").GetRawText());
    }

    [Theory]
    [InlineData("CreateRoom", "{}", 400, "invalid_argument")]
    [InlineData("CreateRoom", """{"name":5}""", 400, "malformed")]
    [InlineData("CreateRoom", "{", 400, "malformed")]
    [InlineData("CreateRoom", "[]", 400, "malformed")]
    [InlineData("CreateRoom", """{"name":"\ud800"}""", 400, "malformed")]
    [InlineData("CreateRoom", """{"name":"x","emptyTimeout":-1}""", 400, "malformed")]
    [InlineData("DeleteRoom", """{"room":"none"}""", 404, "not_found")]
    [InlineData("DeleteEverything", "{}", 404, "bad_route")]
    public async Task What_it_cannot_do_is_an_error_of_twirps(string method, string body, int status, string code)
    {
        var answer = await server.Call(method, body, VideoGrant.CreateRooms);

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("RemoveParticipant", """{"room":"none","identity":"u1"}""", 404, "not_found")]
    [InlineData("SendData", """{"room":"none","data":""}""", 503, "unavailable")]
    [InlineData("SendData", """{"room":"none","data":"aGk","nonce":"aGk="}""", 400, "invalid_argument")]
    [InlineData("SendData", """{"room":"none","data":"!"}""", 400, "malformed")]
    public async Task A_room_that_is_not_there_is_an_error_of_twirps(string method, string body, int status, string code)
    {
        var answer = await server.Call(method, body, VideoGrant.Administer("none"));

        Assert.Equal((status, code), ((int)answer.Status, answer.Code));
    }

    [Fact]
    public async Task Other_content_types_and_longer_bodies_are_refused()
    {
        var token = LiveKitHttpServer.Sign(VideoGrant.ListRooms);

        Assert.Equal("bad_route", (await server.Post("/twirp/livekit.RoomService/ListRooms", "{}", token, "text/plain")).Code);
        Assert.Equal("malformed", (await server.Post("/twirp/livekit.RoomService/ListRooms", new string(' ', 200_000), token)).Code);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await server.Post("/faults", "{}", contentType: "text/plain")).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.Post("/join", new string(' ', 200_000))).Status);
    }

    [Fact]
    public async Task People_join_look_around_and_leave_over_http()
    {
        var joined = await Join("u1");
        var room = Assert.Single((await server.Rooms()).EnumerateArray());
        Assert.Equal("u1", room.GetProperty("participants")[0].GetProperty("identity").GetString());

        var sid = joined.GetProperty("participant_sid").GetString();
        Assert.Equal(HttpStatusCode.OK, (await server.Post("/leave", $$"""{"participant_sid":"{{sid}}"}""")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Post("/leave", $$"""{"participant_sid":"{{sid}}"}""")).Status);
        Assert.Equal(0, (await server.Rooms())[0].GetProperty("participants").GetArrayLength());
        Assert.Equal(HttpStatusCode.Unauthorized,
            (await server.Post("/join", $$"""{"token":"{{LiveKitHttpServer.Sign(VideoGrant.ListRooms)}}"}""")).Status);
    }

    [Fact]
    public async Task Webhooks_come_in_order_and_again_after_a_refusal()
    {
        server.ToRefuse = 1;
        await Join("u1");

        await Eventually.Holds(() => server.Received.Count == 4);
        Assert.Equal(["room_started", "room_started", "participant_joined", "track_published"], server.Received.Select(received => received.Type));
        Assert.All(server.Received, received => Assert.Equal("application/webhook+json", received.ContentType));
        Assert.All(server.Received, received => Assert.DoesNotContain("Bearer", received.Authorization));
    }

    [Fact]
    public async Task Faults_are_ordered_over_http()
    {
        Task<Answered> Order(string json) => server.Post("/faults", json);
        Task<Answered> List() => server.Call("ListRooms", "{}", VideoGrant.ListRooms);
        await Join("u1");

        Assert.Equal(1, (await Order("""{"fault":"refuse_calls","status":500,"method":"ListRooms"}""")).Json.GetProperty("calls_left").GetInt32());
        Assert.Equal((HttpStatusCode.InternalServerError, "internal"), ((await List()) is var refused ? (refused.Status, refused.Code) : default));
        await Order("""{"fault":"down"}""");
        Assert.Equal("unavailable", (await List()).Code);
        await Order("""{"fault":"up"}""");
        Assert.Equal(1, (await List()).Json.GetProperty("rooms").GetArrayLength());
        await Order("""{"fault":"restart"}""");
        Assert.Equal(0, (await List()).Json.GetProperty("rooms").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await Order("""{"fault":"earthquake"}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Order("""{"fault":"lose_events","count":-5}""")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await Order("""{"fault":"refuse_calls","status":99}""")).Status);
    }

    [Fact]
    public async Task A_lost_answer_breaks_the_connection_after_the_deed_and_a_hanging_call_never_answers()
    {
        var sid = (await Join("u1")).GetProperty("participant_sid").GetString()!;
        server.LiveKit.Faults.LoseAnswers(1);
        await Assert.ThrowsAsync<HttpRequestException>(() => server.Call("DeleteRoom", """{"room":"r1"}""", VideoGrant.CreateRooms));
        Assert.Null(server.LiveKit.Find(sid));

        server.LiveKit.Faults.HangCalls(1);
        var hanging = server.Call("ListRooms", "{}", VideoGrant.ListRooms);
        await Eventually.Holds(() => server.LiveKit.Faults.CallsLeft == 0);
        await server.Rooms();
        Assert.False(hanging.IsCompleted);
    }
}
