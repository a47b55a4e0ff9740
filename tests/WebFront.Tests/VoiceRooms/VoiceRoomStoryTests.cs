using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using MindBot.Simulators.LiveKit;
using MindBot.WebFront.Tests.Server;
using Xunit.Abstractions;

namespace MindBot.WebFront.Tests.VoiceRooms;

/// <summary>People talk in rooms of the simulated LiveKit: over its tokens, its server API and its webhooks, all on the wire.</summary>
[Collection(FrontCollection.Name)]
public sealed class VoiceRoomStoryTests(FrontServer server, ITestOutputHelper log)
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(1), LongestStopUnderLoad = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task The_time_in_the_room_is_what_a_conversation_costs()
    {
        var impatient = await FrontServer.StartAnother(null, "--Sessions:ReconnectSeconds", "1");
        try
        {
            var visitor = await Visitor.New(impatient);
            Assert.Equal("pending", await visitor.Status());

            var watch = Stopwatch.StartNew();
            var connection = visitor.Join();
            await visitor.Becomes("active");
            await Task.Delay(TimeSpan.FromSeconds(2.5));
            connection.Leave();
            var stayed = watch.Elapsed;
            await visitor.Becomes("completed");

            var receipt = await visitor.Receipt();
            Assert.Equal("left", receipt.Text("end_reason"));
            Assert.All(receipt.GetProperty("segments").EnumerateArray(), segment => Assert.Equal("presence", segment.Text("basis")));
            Assert.InRange(receipt.GetProperty("totals").Number("elapsed_ms"), 400, (decimal)stayed.TotalMilliseconds + 1);
            Assert.Equal(receipt.GetProperty("totals").Number("elapsed_ms") * 1000, receipt.GetProperty("totals").Number("microseconds"));
        }
        finally
        {
            await impatient.DisposeAsync();
        }
    }

    [Fact]
    public async Task Somebody_who_is_soon_back_goes_on_with_the_same_session_and_the_gap_is_free()
    {
        var visitor = await Visitor.New(server);
        var watch = Stopwatch.StartNew();
        var first = visitor.Join();
        await visitor.Becomes("active");
        await Task.Delay(TimeSpan.FromSeconds(2));
        first.Leave();
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal("active", await visitor.Status());

        var again = await visitor.User.Post("/auth/token", new { room_name = visitor.Room }).Ok();
        Assert.Equal(visitor.SessionId, again.GetProperty("session_id").GetRawText());
        var second = visitor.LiveKit.Join(again.Text("livekit_token"));
        await Task.Delay(TimeSpan.FromSeconds(2));
        var ended = await visitor.User.Post("/time/session/end", new { session_id = visitor.SessionId, duration_seconds = 900 }).Ok();
        watch.Stop();

        Assert.InRange(ended.Number("duration_seconds"), 1, (decimal)watch.Elapsed.TotalSeconds - 2 + 0.01m);
        Assert.Single((await visitor.User.Get("/time/sessions").Ok()).GetProperty("sessions").EnumerateArray());
        Assert.All((await visitor.Receipt()).GetProperty("segments").EnumerateArray(), segment => Assert.Equal("presence", segment.Text("basis")));
        await Eventually.Is(() => second.Closed is not null, "the participant is removed");
    }

    [Fact]
    public async Task Ending_removes_the_participant_and_the_old_token_opens_nothing_for_long()
    {
        var visitor = await Visitor.New(server);
        var connection = visitor.Join();
        await visitor.Becomes("active");
        var ended = await visitor.User.Post("/time/session/end", new { session_id = visitor.SessionId }).Ok();
        await Eventually.Is(() => connection.Closed is not null, "the participant is removed");
        Assert.Equal(LiveKitDisconnectReason.ParticipantRemoved, connection.Closed);
        Assert.Contains(Messages(connection), message => message.Text("event") == "ended" && message.Text("reason") == "client_ended");

        await Eventually.Is(() => visitor.LiveKit.Rooms().All(room => room.Name != visitor.Room), "the room is closed");

        // LiveKit takes the token for hours; the backend does not.
        var again = visitor.Join();
        await Eventually.Is(() => again.Closed is not null, "the old token's bearer is removed");
        Assert.Equal(LiveKitDisconnectReason.ParticipantRemoved, again.Closed);
        Assert.Single((await visitor.User.Get("/time/sessions").Ok()).GetProperty("sessions").EnumerateArray());
        Assert.Equal(ended.GetProperty("remaining_balance").Number("total_minutes"), await visitor.User.Minutes());
    }

    [Fact]
    public async Task When_the_balance_is_zero_the_participant_is_out_of_the_room_at_once_and_has_paid_exactly_that()
    {
        var visitor = await Visitor.New(server, "dev_10s");
        using var measuring = new CancellationTokenSource();
        var load = WorstDelay(measuring.Token);
        var connection = visitor.Join();
        await Eventually.Is(() => connection.Closed is not null, "the participant is removed");
        await measuring.CancelAsync();
        await visitor.Becomes("completed");

        var receipt = await visitor.Receipt();
        Assert.Equal("exhausted", receipt.Text("end_reason"));
        Assert.Equal((10_000m, 10_000_000m, 0m), (receipt.GetProperty("totals").Number("elapsed_ms"),
            receipt.GetProperty("totals").Number("microseconds"), receipt.GetProperty("totals").Number("forgiven_microseconds")));
        Assert.Equal(0, await visitor.User.Minutes());

        var late = connection.ClosedAt!.Value - receipt.GetProperty("end_time").GetDateTimeOffset();
        var machine = await load;
        log.WriteLine($"Out of the room {late.TotalMilliseconds:0} ms after zero, on a machine that wakes up to {machine.TotalMilliseconds:0} ms late.");

        // A stop takes several wake-ups: timer, wallet, room, two calls.
        var allowed = TimeSpan.FromTicks(Math.Min(LongestStopUnderLoad.Ticks, (LongestStop + 5 * machine).Ticks));
        Assert.InRange(late, TimeSpan.Zero, allowed);

        var (messages, received) = (Messages(connection), connection.Received);
        Assert.All(received, message => Assert.Equal("mindbot.balance", message.Topic));
        Assert.Equal(["warning", "ended"], messages.Select(message => message.Text("event")));
        Assert.Equal([visitor.SessionId, visitor.SessionId], messages.Select(message => message.Text("session_id")));
        Assert.InRange(messages[0].Number("seconds_left"), 1, 10);
        Assert.Equal("exhausted", messages[1].Text("reason"));
        Assert.True(received[1].At <= connection.ClosedAt);
    }

    [Fact]
    public async Task A_token_is_for_its_user_and_exactly_one_room()
    {
        var visitor = await Visitor.New(server);
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(visitor.Token.Split('.')[1])).RootElement;
        Assert.Equal(visitor.Id, claims.Text("sub"));
        var video = claims.GetProperty("video");
        Assert.Equal((visitor.Room, true), (video.Text("room"), video.GetProperty("roomJoin").GetBoolean()));
        Assert.All(["roomAdmin", "roomCreate", "roomList"], grant => Assert.False(video.TryGetProperty(grant, out _)));

        var connection = visitor.Join();
        Assert.Equal((visitor.Room, visitor.Id), (connection.Room, connection.Identity));
        connection.Leave();
    }

    [Fact]
    public async Task Nobody_gets_into_the_room_of_somebody_else()
    {
        var (owner, other) = (await Visitor.New(server), await server.NewUserWith("starter_1h"));
        foreach (var room in new[] { owner.Room, $"lobby_{owner.Id}", "persona_of_somebody" })
        {
            await other.Post("/auth/token", new { room_name = room }).Problem(403, "room_taken");
            await other.Post("/time/session/start", new { session_id = "intruder", room_name = room }).Problem(403, "room_taken");
        }
    }

    private static List<JsonElement> Messages(LiveKitConnection connection) =>
        [.. connection.Received.Select(message => JsonDocument.Parse(Encoding.UTF8.GetString(message.Payload.Span)).RootElement)];

    /// <summary>How late this machine wakes anybody up, for as long as it is asked to look.</summary>
    private static async Task<TimeSpan> WorstDelay(CancellationToken until)
    {
        var (step, worst) = (TimeSpan.FromMilliseconds(20), TimeSpan.Zero);
        while (!until.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            await Task.Delay(step, CancellationToken.None);
            if (Stopwatch.GetElapsedTime(began) - step is var late && late > worst) worst = late;
        }

        return worst;
    }
}
