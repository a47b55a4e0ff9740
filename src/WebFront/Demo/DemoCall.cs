using System.Text.Json.Nodes;

namespace MindBot.WebFront.Demo;

/// <summary>A conversation as a frontend holds it: a token, a room of LiveKit's, and nothing to report. LiveKit's word counts.</summary>
internal sealed class DemoCall(DemoClient client, DemoVoice voice)
{
    /// <summary>How long the demo's server waits for somebody who left; nobody wants to watch the product's 30 s go by.</summary>
    public const int ReconnectSeconds = 2;

    private const int Ticks = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <exception cref="DemoFailedException">LiveKit's word did not become the receipt's.</exception>
    public async Task Play(CancellationToken cancellation)
    {
        voice.Chapter("She talks in a LiveKit room: joining starts the meter, leaving stops it");
        const string Room = """{"room_name":"evening_room"}""";
        voice.Request("POST", "/auth/token", Room);
        var answer = await client.Post("/auth/token", Room);
        var sessionId = answer["session_id"]!.ToJsonString();
        voice.Say($"a token for this room alone; session {sessionId} is pending, and free until somebody joins");

        voice.Request("POST", "/dev/livekit/join", """{"token":"…"}""");
        var joined = await client.Post("/dev/livekit/join", new JsonObject { ["token"] = (string)answer["livekit_token"]! }.ToJsonString());
        await Tick(cancellation);

        var leave = new JsonObject { ["participant_sid"] = (string)joined["participant_sid"]! }.ToJsonString();
        voice.Request("POST", "/dev/livekit/leave", leave);
        await client.Post("/dev/livekit/leave", leave);
        voice.Say($"she could come back for {ReconnectSeconds} s (30 by default) and would go on with the same session");
        while ((string)(await client.Get($"/time/sessions/{sessionId}"))["status"]! != "completed") await Task.Delay(Pause, cancellation);

        var basis = await new DemoReceipt(client, voice).Show(sessionId);
        DemoFailedException.Unless(basis.All(each => each == "presence"), "the receipt goes by something else than LiveKit's word");
    }

    private async Task Tick(CancellationToken cancellation)
    {
        var ticks = 0;
        await foreach (var (name, data) in client.Stream(cancellation))
        {
            if (name != "balance" || (long)data["burn_rate_permille"]! == 0) continue;
            voice.Say($"balance {(long)data["microseconds"]! / 60e6m:0.0000} min");
            if (++ticks == Ticks) return;
        }
    }
}
