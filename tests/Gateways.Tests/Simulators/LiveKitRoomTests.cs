using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Simulators.LiveKit;

namespace MindBot.Gateways.Tests.Simulators;

public sealed class LiveKitRoomTests : IDisposable
{
    private static readonly RoomConfiguration WithAgent = new([new AgentDispatch("mindbot", "oak")]);
    private readonly LiveKitWorld world = new();

    public void Dispose() => world.Dispose();

    private LiveKitRoom? Room(string name = "r1") => world.LiveKit.Rooms().FirstOrDefault(room => room.Name == name);

    [Fact]
    public void The_first_who_joins_makes_the_room()
    {
        var connection = world.Join("u1");

        Assert.Equal(["room_started", "participant_joined u1", "track_published u1"], world.NewEvents());
        Assert.StartsWith("PA_", connection.ParticipantSid);
        Assert.StartsWith("RM_", connection.RoomSid);
        Assert.Equal(connection.RoomSid, Room()!.Sid);
        Assert.Equal(connection.ParticipantSid, Assert.Single(Room()!.Participants).Sid);
        Assert.Null(connection.Closed);
    }

    [Fact]
    public void Who_leaves_is_gone_at_once_and_the_room_20_seconds_later()
    {
        var connection = world.Join("u1");
        world.NewEvents();

        connection.Leave();
        connection.Leave();
        Assert.Equal(LiveKitDisconnectReason.ClientInitiated, connection.Closed);
        Assert.Equal(["participant_left u1"], world.NewEvents());
        world.Pass(19.9);
        Assert.NotNull(Room());
        world.Pass(0.1);

        Assert.Null(Room());
        Assert.Equal(["participant_left u1", "room_finished"], world.Events);
    }

    [Fact]
    public void Who_comes_back_in_time_keeps_the_room_but_not_the_participant()
    {
        var first = world.Join("u1");
        first.Leave();
        world.Pass(15);
        var second = world.Join("u1");
        world.Pass(100);

        Assert.Equal(first.RoomSid, second.RoomSid);
        Assert.NotEqual(first.ParticipantSid, second.ParticipantSid);
        Assert.NotNull(Room());
    }

    [Fact]
    public async Task A_room_that_nobody_joins_closes_after_300_seconds_or_its_own_timeout()
    {
        await world.Rooms.Create(new NewRoom("default"));
        await world.Rooms.Create(new NewRoom("short") { EmptyTimeoutSeconds = 60 });

        world.Pass(60);
        Assert.Equal(["default"], world.LiveKit.Rooms().Select(room => room.Name));
        world.Pass(239);
        Assert.NotNull(Room("default"));
        world.Pass(1);
        Assert.Empty(world.LiveKit.Rooms());
        Assert.Equal(2, world.Events.Count(line => line == "room_finished"));
    }

    [Fact]
    public async Task The_rooms_own_departure_timeout_counts()
    {
        await world.Rooms.Create(new NewRoom("r1") { DepartureTimeoutSeconds = 5 });
        world.Join("u1").Leave();

        world.Pass(5);
        Assert.Null(Room());
    }

    [Fact]
    public async Task Creating_a_room_again_changes_nothing()
    {
        await world.Rooms.Create(new NewRoom("r1") { EmptyTimeoutSeconds = 60 });
        var before = Room();
        await world.Rooms.Create(new NewRoom("r1") { EmptyTimeoutSeconds = 9 });

        Assert.Equal(before!.Sid, Room()!.Sid);
        Assert.Equal(60u, Room()!.EmptyTimeoutSeconds);
        Assert.Equal(["room_started"], world.NewEvents());
    }

    [Fact]
    public async Task The_rooms_agents_come_with_the_first_person_and_leave_with_the_room()
    {
        await world.Rooms.Create(new NewRoom("r1") { Agents = WithAgent.Agents });
        Assert.Equal(["room_started"], world.NewEvents());

        var person = world.Join("u1");
        world.Join("u2").Leave();
        var agent = Room()!.Participants.Single(participant => participant.Kind == ParticipantKind.Agent);
        Assert.Equal("mindbot", agent.Name);
        Assert.Equal(1, Room()!.NumParticipants);
        Assert.Equal(1, world.NewEvents().Count(line => line == $"participant_joined {agent.Identity}"));

        person.Leave();
        world.Pass(20);
        Assert.Null(Room());
        Assert.Equal([$"participant_left {agent.Identity}", "room_finished"], world.Events[^2..]);
    }

    [Fact]
    public void The_room_is_made_as_the_first_token_says()
    {
        world.LiveKit.Join(world.Token("u1", "r1", WithAgent with { EmptyTimeoutSeconds = 7, DepartureTimeoutSeconds = 8 }));

        Assert.Equal((7u, 8u), (Room()!.EmptyTimeoutSeconds, Room()!.DepartureTimeoutSeconds));
        Assert.Equal("oak", Assert.Single(Room()!.Agents).Metadata);
        Assert.Equal(2, Room()!.Participants.Length);
    }

    [Fact]
    public void A_lost_connection_is_noticed_after_15_seconds()
    {
        var connection = world.Join("u1");
        world.NewEvents();
        connection.Drop();

        world.Pass(14.9);
        Assert.Empty(world.NewEvents());
        Assert.Single(Room()!.Participants);
        world.Pass(0.1);

        Assert.Equal(["participant_left u1"], world.Events);
        Assert.Equal(LiveKitDisconnectReason.ConnectionTimeout, connection.Closed);
        Assert.Equal(LiveKitWorld.Start.AddSeconds(15), connection.ClosedAt);
    }

    [Fact]
    public void The_same_identity_throws_the_older_one_out_and_its_event_comes_before_or_after()
    {
        var orders = new HashSet<string>();
        for (var seed = 0; seed < 20; seed++)
        {
            using var other = new LiveKitWorld(new LiveKitSimulatorOptions { Seed = seed });
            var older = other.Join("u1");
            other.NewEvents();
            var newer = other.Join("u1");

            Assert.Equal(LiveKitDisconnectReason.DuplicateIdentity, older.Closed);
            Assert.Equal(newer.ParticipantSid, Assert.Single(other.LiveKit.Rooms()[0].Participants).Sid);
            orders.Add(string.Join(", ", other.NewEvents()));
            var left = other.Deliveries.Single(entry => entry.Delivery.Type == "participant_left").Delivery;
            Assert.Equal(older.ParticipantSid, LiveKitWorld.Json(left).GetProperty("participant").GetProperty("sid").GetString());
            other.Pass(100);
            Assert.Single(other.LiveKit.Rooms());
        }

        Assert.Equal([
            "participant_joined u1, track_published u1, participant_left u1",
            "participant_left u1, participant_joined u1, track_published u1"], orders.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Who_never_gets_media_up_is_listed_for_a_while_and_then_aborted()
    {
        world.Faults.AbortJoins(1);
        var connection = world.Join("u1");
        Assert.Equal(["room_started"], world.NewEvents());
        Assert.Equal(LiveKitParticipantState.Joined, Assert.Single(Room()!.Participants).State);

        world.Pass(15);
        Assert.Equal(LiveKitDisconnectReason.JoinFailure, connection.Closed);
        Assert.Equal(["room_started", "participant_connection_aborted u1"], world.Events);
    }

    [Fact]
    public async Task A_removed_participant_may_come_back()
    {
        var connection = world.Join("u1");
        await world.Rooms.Remove("r1", "u1");

        Assert.Equal(LiveKitDisconnectReason.ParticipantRemoved, connection.Closed);
        Assert.Null(world.Join("u1").Closed);
    }

    [Fact]
    public async Task Deleting_a_room_disconnects_everybody()
    {
        var connections = new[] { world.Join("u1"), world.Join("u2") };
        world.NewEvents();
        await world.Rooms.Delete("r1");

        Assert.All(connections, connection => Assert.Equal(LiveKitDisconnectReason.RoomDeleted, connection.Closed));
        Assert.Equal(["participant_left u1", "participant_left u2", "room_finished"], world.NewEvents());
        Assert.NotEqual(connections[0].RoomSid, world.Join("u1").RoomSid);
    }

    [Fact]
    public void A_restart_forgets_everything_and_tells_nobody()
    {
        var (connection, dropped) = (world.Join("u1"), world.Join("u2"));
        dropped.Drop();
        world.LiveKit.Restart();

        Assert.Equal(LiveKitDisconnectReason.ServerShutdown, connection.Closed);
        Assert.Empty(world.LiveKit.Rooms());
        Assert.Null(world.LiveKit.Find(connection.ParticipantSid));
        connection.Leave();
        world.Pass(1000);
        Assert.Empty(world.Events);
        Assert.NotEqual(connection.RoomSid, world.Join("u1").RoomSid);
    }

    [Fact]
    public async Task A_full_room_and_a_full_server_refuse()
    {
        using var small = new LiveKitWorld(new LiveKitSimulatorOptions { MaxRooms = 2 });
        await small.Rooms.Create(new NewRoom("r1") { MaxParticipants = 1 });
        var first = small.Join("u1");

        Assert.Throws<LiveKitJoinRefusedException>(() => small.Join("u2"));
        small.Join("u1");
        Assert.Equal(LiveKitDisconnectReason.DuplicateIdentity, first.Closed);
        small.Join("u1", "r2");
        Assert.Throws<LiveKitJoinRefusedException>(() => small.Join("u1", "r3"));
    }

    [Fact]
    public async Task Data_messages_reach_whom_they_are_for()
    {
        var (first, second, lost) = (world.Join("u1"), world.Join("u2"), world.Join("u3"));
        lost.Drop();

        await world.Rooms.Send(new RoomMessage("r1", "u1", "mindbot.balance", "60"u8.ToArray()));
        await world.Rooms.Send(new RoomMessage("r1", "u3", "mindbot.balance", "60"u8.ToArray()));

        var message = Assert.Single(first.Received);
        Assert.Equal(("mindbot.balance", "60"), (message.Topic, System.Text.Encoding.UTF8.GetString(message.Payload.Span)));
        Assert.Empty(second.Received);
        Assert.Empty(lost.Received);
    }

    [Fact]
    public void The_same_calls_with_the_same_seed_give_the_same_bytes()
    {
        string Transcript(int seed)
        {
            using var run = new LiveKitWorld(new LiveKitSimulatorOptions { Seed = seed });
            run.Faults.ReorderEvents(2);
            run.Faults.DelayEvents(1, TimeSpan.FromSeconds(3));
            for (var i = 0; i < 30; i++)
            {
                var connection = run.Join($"u{i % 4}", $"r{i % 3}");
                if (i % 5 == 0) connection.Drop();
                run.Pass(i % 7);
            }
            run.Pass(60);
            return string.Join('\n', run.Deliveries.Select(entry =>
                $"{entry.AtSeconds} {entry.Delivery.Authorization} {System.Text.Encoding.UTF8.GetString(entry.Delivery.Body.Span)}"));
        }

        Assert.Equal(Transcript(5), Transcript(5));
        Assert.NotEqual(Transcript(5), Transcript(6));
    }
}
