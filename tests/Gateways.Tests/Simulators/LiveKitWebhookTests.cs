using System.Net;
using System.Text;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Simulators.LiveKit;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class LiveKitWebhookTests : IDisposable
{
    private readonly LiveKitWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public void An_event_is_protojson_without_zero_values()
    {
        var connection = world.Join("u1");
        world.Pass(2);
        connection.Leave();
        world.Pass(0);

        var (room, person) = (connection.RoomSid, connection.ParticipantSid);
        var body = Encoding.UTF8.GetString(world.Deliveries[^1].Delivery.Body.Span);
        var track = LiveKitWorld.Json(world.Deliveries[2].Delivery).GetProperty("track").GetProperty("sid").GetString();
        Assert.Equal(
            $$$"""{"event":"participant_left","room":{"sid":"{{{room}}}","name":"r1","emptyTimeout":300,"departureTimeout":20,"creationTime":"1793534400","creationTimeMs":"1793534400000"},"participant":{"sid":"{{{person}}}","identity":"u1","state":"DISCONNECTED","tracks":[{"sid":"{{{track}}}","name":"microphone","source":"MICROPHONE","mimeType":"audio/red","stream":"camera"}],"joinedAt":"1793534400","joinedAtMs":"1793534400000","permission":{"canSubscribe":true,"canPublish":true,"canPublishData":true},"isPublisher":true,"disconnectReason":"CLIENT_INITIATED"},"id":"{{{world.Deliveries[^1].Delivery.EventId}}}","createdAt":"1793534402"}""",
            body);
    }

    [Fact]
    public async Task A_receiver_that_fails_is_tried_five_times_with_growing_pauses()
    {
        world.Receiver = _ => HttpStatusCode.ServiceUnavailable;
        await world.Rooms.Create(new NewRoom("r1"));
        world.Pass(100);

        Assert.Equal([0, 1, 3, 7, 15], world.Times);
        Assert.Equal([1, 2, 3, 4, 5], world.Deliveries.Select(entry => entry.Delivery.Attempt));
        Assert.Single(world.Deliveries.Select(entry => entry.Delivery.EventId).Distinct());
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(501, false)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(204, false)]
    public async Task Only_no_answer_429_and_5xx_but_501_are_tried_again(int? status, bool isTriedAgain)
    {
        world.Receiver = _ => (HttpStatusCode?)status;
        await world.Rooms.Create(new NewRoom("r1"));
        world.Pass(20);

        Assert.Equal(isTriedAgain ? 5 : 1, world.Deliveries.Count);
    }

    [Fact]
    public async Task What_fails_in_one_room_holds_up_that_room_alone()
    {
        world.Receiver = delivery => delivery.Room == "slow" ? null : HttpStatusCode.OK;
        await world.Rooms.Create(new NewRoom("slow"));
        world.Join("u1", "slow");
        world.Join("u2", "fast");
        world.Pass(1);

        Assert.All(world.Deliveries.Where(entry => entry.Delivery.Room == "slow"), entry => Assert.Equal("room_started", entry.Delivery.Type));
        Assert.Contains("participant_joined u2", world.Events);
    }

    [Fact]
    public void What_has_waited_longer_than_30_seconds_is_dropped()
    {
        world.Receiver = _ => null;
        world.Join("u1");
        world.Pass(31);
        world.Receiver = _ => HttpStatusCode.OK;
        world.Pass(300);

        // The first three took 15 s each; the third began within its 30 s.
        Assert.Equal(["room_started", "participant_joined u1", "track_published u1"], world.Events.Distinct());
        Assert.Equal([0, 1, 3, 7, 15, 15, 16, 18, 22, 30, 30, 31, 33], world.Times.Where(at => at < 40));

        world.Receiver = _ => null;
        var second = world.Join("u2", "r2");
        world.Pass(1);
        second.Leave();
        world.Pass(400);
        Assert.DoesNotContain("participant_left u2", world.Events);
    }

    [Fact]
    public void A_rooms_queue_holds_200()
    {
        Action<HttpStatusCode?>? blocked = null;
        var receiver = new BlockingSender(done => blocked ??= done);
        using var livekit = new LiveKitSimulator(new LiveKitSimulatorOptions(), world.Clock, receiver);
        for (var i = 0; i < 150; i++) livekit.Join(world.Token($"u{i}", "r1"));
        world.Pass(0);
        Assert.Equal(1, receiver.Sent);

        receiver.IsBlocking = false;
        blocked!(HttpStatusCode.OK);
        world.Pass(0);
        Assert.Equal(200, receiver.Sent);
    }

    [Fact]
    public void A_restart_drops_what_was_not_delivered()
    {
        world.Receiver = _ => null;
        world.Join("u1");
        world.Pass(1);
        world.LiveKit.Restart();
        world.Receiver = _ => HttpStatusCode.OK;

        world.Pass(100);
        Assert.Equal(["room_started", "room_started"], world.Events);
    }

    [Fact]
    public void An_event_is_lost_on_demand()
    {
        world.Faults.LoseEvents(1, "participant_left");
        world.Join("u1").Leave();
        world.Join("u1").Leave();

        Assert.Equal(1, world.NewEvents().Count(line => line == "participant_left u1"));
        Assert.Equal(0, world.Faults.EventsLeft);
    }

    [Fact]
    public void An_event_comes_twice_with_one_id_on_demand()
    {
        world.Faults.DuplicateEvents(1, "participant_joined");
        world.Join("u1");

        Assert.Equal(["room_started", "participant_joined u1", "participant_joined u1", "track_published u1"], world.NewEvents());
        Assert.Equal(world.Deliveries[1].Delivery.EventId, world.Deliveries[2].Delivery.EventId);
    }

    [Fact]
    public void An_event_comes_later_on_demand_and_keeps_its_time()
    {
        world.Faults.DelayEvents(1, TimeSpan.FromSeconds(60), "participant_joined");
        world.Join("u1");

        Assert.Equal(["room_started", "track_published u1"], world.NewEvents());
        world.Pass(60);
        Assert.Equal("participant_joined u1", world.Events[^1]);
        Assert.Equal("1793534400", LiveKitWorld.Json(world.Deliveries[^1].Delivery).GetProperty("createdAt").GetString());
    }

    [Fact]
    public void An_event_is_overtaken_by_the_next_on_demand_or_by_none_if_none_comes()
    {
        world.Faults.ReorderEvents(1, "participant_left");
        world.Join("u1").Leave();
        world.Join("u2");
        var events = world.NewEvents();
        Assert.Equal(["participant_joined u2", "participant_left u1"], events[3..5]);

        world.Faults.ReorderEvents(1, "participant_joined");
        world.Join("u3", "r3");
        world.Faults.ReorderEvents(1, "room_started");
        world.Rooms.Create(new NewRoom("r4"));
        Assert.Equal(["room_started", "track_published u3", "participant_joined u3"], world.NewEvents());
        world.Pass(5);
        Assert.Equal("r4", world.Deliveries[^1].Delivery.Room);
    }

    [Fact]
    public void A_receiver_may_call_the_server_from_inside()
    {
        world.Receiver = delivery =>
        {
            if (delivery.Type == "participant_joined") world.Rooms.Remove("r1", "u1");
            return HttpStatusCode.OK;
        };
        world.Join("u1");

        Assert.Equal(["room_started", "participant_joined u1", "track_published u1", "participant_left u1"], world.NewEvents());
    }

    private sealed class BlockingSender(Action<Action<HttpStatusCode?>> onBlocked) : ILiveKitWebhookSender
    {
        public bool IsBlocking { get; set; } = true;
        public int Sent { get; private set; }

        public void Send(LiveKitDelivery delivery, Action<HttpStatusCode?> done)
        {
            Sent++;
            if (IsBlocking) onBlocked(done);
            else done(HttpStatusCode.OK);
        }
    }
}
