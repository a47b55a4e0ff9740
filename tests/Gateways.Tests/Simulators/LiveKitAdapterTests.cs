using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.LiveKit;
using MindBot.Gateways.LiveKit.Rooms;
using MindBot.Gateways.Tests.Support;

namespace MindBot.Gateways.Tests.Simulators;

/// <summary>The adapter as the product registers it against the simulated server, over HTTP.</summary>
public abstract class LiveKitAdapterTests(LiveKitAdapterUnderTest adapter) : IAsyncLifetime
{
    private LiveKitHttpServer server = null!;
    private ServiceProvider services = null!;

    private IVoiceRooms Rooms => services.GetRequiredService<IVoiceRooms>();

    public async Task InitializeAsync()
    {
        server = await LiveKitHttpServer.Start();
        services = new ServiceCollection()
            .AddVoiceRooms(_ => new LiveKitOptions { ApiBase = () => new Uri(server.Address + "/dev/livekit/") }, wallClock: null, adapter.Make)
            .BuildServiceProvider();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_room_is_made_entered_listed_and_closed()
    {
        await Rooms.Create(new NewRoom("r1")
        {
            EmptyTimeoutSeconds = 60,
            DepartureTimeoutSeconds = 30,
            MaxParticipants = 5,
            Agents = [new AgentDispatch("mindbot", """{"persona":"grün"}""")],
        });
        var before = LiveKitHttpServer.Now;
        var joined = server.LiveKit.Join(LiveKitHttpServer.Sign(VideoGrant.Join("r1"), "u1"));

        var made = Assert.Single(server.LiveKit.Rooms());
        Assert.Equal((60u, 30u, 5u), (made.EmptyTimeoutSeconds, made.DepartureTimeoutSeconds, made.MaxParticipants));
        Assert.Equal([new RoomSummary("r1", joined.RoomSid, 1)], await Rooms.List(["r1", "none"]));
        var listed = await Rooms.ListParticipants("r1");
        Assert.Equal((joined.ParticipantSid, "u1", ParticipantKind.Standard, true), (listed[0].Sid, listed[0].Identity, listed[0].Kind, listed[0].IsConnected));
        Assert.InRange(listed[0].JoinedAt!.Value, before.AddSeconds(-1), LiveKitHttpServer.Now);
        Assert.Equal(ParticipantKind.Agent, listed[1].Kind);

        await Rooms.Delete("r1");
        Assert.Empty(await Rooms.List(["r1"]));
        Assert.NotNull(joined.Closed);
    }

    [Fact]
    public async Task A_message_reaches_its_recipient_and_who_is_removed_is_gone()
    {
        var joined = server.LiveKit.Join(LiveKitHttpServer.Sign(VideoGrant.Join("r1"), "u1"));
        var payload = new byte[] { 0, 255, 10 };

        await Rooms.Send(new RoomMessage("r1", "u1", "mindbot.balance", payload));
        var received = Assert.Single(joined.Received);
        Assert.Equal(("mindbot.balance", Convert.ToHexString(payload)), (received.Topic, Convert.ToHexString(received.Payload.Span)));

        await Rooms.Remove("r1", "u1");
        Assert.NotNull(joined.Closed);
        Assert.DoesNotContain(await Rooms.ListParticipants("r1"), participant => participant.Identity == "u1");
    }

    [Fact]
    public async Task What_is_gone_already_is_a_success()
    {
        await Rooms.Delete("none");
        await Rooms.Remove("none", "u1");
        await Rooms.Send(new RoomMessage("none", "u1", "t", default));

        Assert.Empty(await Rooms.ListParticipants("none"));
    }

    [Fact]
    public async Task A_fault_that_passes_is_not_noticed_and_one_that_lasts_is_an_outage()
    {
        await Rooms.Create(new NewRoom("r1"));
        server.LiveKit.Faults.RefuseCalls(1);
        server.LiveKit.Faults.LoseAnswers(1);
        await Rooms.Delete("r1");
        Assert.Empty(server.LiveKit.Rooms());

        server.LiveKit.Faults.RefuseCalls(3);
        await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => Rooms.List(["r1"]));
    }

    [Fact]
    public async Task A_wrong_key_is_an_outage_that_shows_no_token()
    {
        await using var others = new ServiceCollection()
            .AddVoiceRooms(
                _ => new LiveKitOptions { ApiSecret = "another", ApiBase = () => new Uri(server.Address + "/dev/livekit") }, wallClock: null, adapter.Make)
            .BuildServiceProvider();

        var refused = await Assert.ThrowsAsync<VoiceRoomsUnavailableException>(() => others.GetRequiredService<IVoiceRooms>().Delete("r1"));

        Assert.Contains("401", refused.Message);
        Assert.DoesNotContain("eyJ", refused.ToString());
    }
}
