using MindBot.Simulators.LiveKit;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.VoiceRooms;

/// <summary>The storage or LiveKit is out of order. Each test has a server of its own to break.</summary>
public sealed class LiveKitOutageTests
{
    [Fact]
    public async Task What_could_not_be_stored_is_not_accepted_and_counts_once_when_it_comes_again()
    {
        await using var owned = await Owned.Start(FaultyStorage.Register);
        var (server, storage) = (owned.Server, FaultyStorage.Of(owned.Server));
        var visitor = await Visitor.New(server);
        var joined = visitor.Event("participant_joined", "EV_1");

        storage.Failing = "voiceRoom";
        for (var i = 0; i < 2; i++) await server.Deliver(joined, WebhookPost.Sign(joined, visitor.Options)).Problem(503, "temporarily_unavailable");
        Assert.Equal("pending", await visitor.Status());

        storage.Failing = null;
        await visitor.Deliver(joined);
        await visitor.Deliver(joined);
        await visitor.Becomes("active");
        await visitor.User.Post("/time/session/end", new { session_id = visitor.SessionId }).Ok();
        Assert.Single((await visitor.Receipt()).GetProperty("segments").EnumerateArray());
    }

    [Fact]
    public async Task LiveKit_delivers_again_what_could_not_be_stored()
    {
        await using var owned = await Owned.Start(FaultyStorage.Register);
        var (server, storage) = (owned.Server, FaultyStorage.Of(owned.Server));
        var visitor = await Visitor.New(server);

        storage.Failing = "voiceRoom";
        visitor.Join();
        await Task.Delay(300);
        Assert.Equal("pending", await visitor.Status());

        storage.Failing = null;
        await visitor.Becomes("active");
    }

    [Fact]
    public async Task No_answer_waits_for_LiveKit()
    {
        const int Many = 1000, TriesOfOneCall = 3;
        await using var owned = await Owned.Start();
        var server = owned.Server;
        var (visitor, stranger) = (await Visitor.New(server), await Visitor.New(server));
        visitor.LiveKit.Faults.HangCalls(Many);

        // Who has no session in a room is removed from it: a call that now hangs.
        await visitor.Deliver(stranger.Event("participant_joined", "EV_1").Replace(stranger.Room, visitor.Room));
        await Eventually.Is(() => visitor.LiveKit.Faults.CallsLeft < Many, "LiveKit is called");

        await visitor.Deliver(visitor.Event("participant_joined", "EV_2"));
        await visitor.Becomes("active");
        await visitor.User.Post("/time/session/end", new { session_id = visitor.SessionId }).Ok();
        Assert.True(visitor.LiveKit.Faults.CallsLeft > Many - 2 * TriesOfOneCall, "the calls have been given up: something waited for them");
    }

    [Fact]
    public async Task Who_could_not_be_removed_is_removed_when_LiveKit_is_back()
    {
        await using var owned = await Owned.Start();
        var visitor = await Visitor.New(owned.Server);
        var connection = visitor.Join();
        await visitor.Becomes("active");

        visitor.LiveKit.Faults.Down();
        Assert.Equal("completed", (await visitor.User.Post("/time/session/end", new { session_id = visitor.SessionId }).Ok()).Text("status"));
        await Task.Delay(300);
        Assert.Null(connection.Closed);

        visitor.LiveKit.Faults.Up();
        await Eventually.Is(() => connection.Closed is not null, "the participant is removed");
        Assert.Equal(LiveKitDisconnectReason.ParticipantRemoved, connection.Closed);
    }

    private sealed record Owned(FrontServer Server) : IAsyncDisposable
    {
        public static async Task<Owned> Start(Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? configure = null) =>
            new(await FrontServer.StartAnother(configure));

        public async ValueTask DisposeAsync() => await Server.DisposeAsync();
    }
}
