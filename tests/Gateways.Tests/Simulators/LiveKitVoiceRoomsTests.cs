using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Simulators.LiveKit;

namespace MindBot.Gateways.Tests.Simulators;

/// <summary>The simulated server behind the adapter's interface, without HTTP.</summary>
public sealed class LiveKitVoiceRoomsTests : IDisposable
{
    private readonly LiveKitWorld world = new();

    public void Dispose() => world.Dispose();

    [Fact]
    public async Task It_lists_those_of_the_named_rooms_that_are_there()
    {
        var connection = world.Join("u1");
        await world.Rooms.Create(new NewRoom("r2"));

        Assert.Equal([new RoomSummary("r1", connection.RoomSid, 1)], await world.Rooms.List(["r1", "none"]));
        Assert.Empty(await world.Rooms.List([]));
    }

    [Fact]
    public async Task It_lists_who_is_there_in_whole_seconds()
    {
        world.Pass(0.7);
        var connection = world.LiveKit.Join(world.Token("u1", "r1", new RoomConfiguration([new AgentDispatch("mindbot")])));

        var listed = await world.Rooms.ListParticipants("r1");

        Assert.Equal(new RoomParticipant(connection.ParticipantSid, "u1", ParticipantKind.Standard, LiveKitWorld.Start, true), listed[0]);
        Assert.Equal(ParticipantKind.Agent, listed[1].Kind);
        Assert.Empty(await world.Rooms.ListParticipants("none"));
    }

    [Fact]
    public async Task What_is_gone_already_is_a_success()
    {
        await world.Rooms.Delete("none");
        await world.Rooms.Remove("none", "u1");
        await world.Rooms.Send(new RoomMessage("none", "u1", "t", default));

        Assert.Empty(world.LiveKit.Rooms());
    }

    [Fact]
    public void Calls_are_complete_when_they_return() => Assert.True(world.Rooms.ListParticipants("r1").IsCompletedSuccessfully);

    [Fact]
    public async Task A_refused_call_does_nothing()
    {
        var connection = world.Join("u1");
        world.Faults.RefuseCalls(1, method: "RemoveParticipant");

        await world.Rooms.ListParticipants("r1");
        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => world.Rooms.Remove("r1", "u1"));
        Assert.Null(connection.Closed);
        await world.Rooms.Remove("r1", "u1");
        Assert.NotNull(connection.Closed);
    }

    [Fact]
    public async Task A_lost_answer_is_an_outage_after_the_deed()
    {
        var connection = world.Join("u1");
        world.Faults.LoseAnswers(1);

        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => world.Rooms.Remove("r1", "u1"));
        Assert.NotNull(connection.Closed);
    }

    [Fact]
    public async Task A_call_that_hangs_ends_after_5_seconds_of_the_clock_or_with_its_caller()
    {
        world.Faults.HangCalls(2);
        using var cancellation = new CancellationTokenSource();
        var (limited, cancelled) = (world.Rooms.Delete("r1"), world.Rooms.Delete("r1", cancellation.Token));

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        world.Pass(4.9);
        Assert.False(limited.IsCompleted);
        world.Pass(0.1);
        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => limited);
    }

    [Fact]
    public async Task While_it_is_down_it_refuses_calls_and_joins()
    {
        var connection = world.Join("u1");
        world.Faults.Down();

        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => world.Rooms.List(["r1"]));
        Assert.Equal(503, Assert.Throws<LiveKitJoinRefusedException>(() => world.Join("u2")).Status);
        Assert.Null(connection.Closed);

        world.Faults.Up();
        Assert.Single(await world.Rooms.List(["r1"]));
    }
}
