using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MindBot.Gateways.LiveKit;
using MindBot.Simulators.LiveKit;
using MindBot.WebFront.Tests.Server;

namespace MindBot.WebFront.Tests.VoiceRooms;

/// <summary>A user with a token for a room and the session that came with it.</summary>
/// <param name="SessionId">As text; the answer has a number.</param>
internal sealed record Visitor(FrontServer Server, ApiUser User, string Id, string Room, string Token, string SessionId)
{
    private static int rooms;

    public LiveKitSimulator LiveKit => Server.Services.GetRequiredService<LiveKitSimulator>();

    public LiveKitOptions Options => Server.Services.GetRequiredService<LiveKitOptions>();

    public static async Task<Visitor> New(FrontServer server, string packageId = "starter_1h") =>
        await New(server, await server.NewUserWith(packageId));

    public static async Task<Visitor> New(FrontServer server, ApiUser user)
    {
        var room = $"voice_{Interlocked.Increment(ref rooms)}";
        var answer = await user.Post("/auth/token", new { room_name = room }).Ok();
        return new Visitor(server, user, await user.Id(), room, answer.Text("livekit_token"), answer.GetProperty("session_id").GetRawText());
    }

    /// <summary>Connects as the user's browser would.</summary>
    public LiveKitConnection Join() => LiveKit.Join(Token);

    public Task<JsonElement> Session() => User.Get($"/time/sessions/{SessionId}").Ok();

    public Task<JsonElement> Receipt() => User.Get($"/time/sessions/{SessionId}/receipt").Ok();

    public async Task<string> Status() => (await Session()).Text("status");

    public Task Becomes(string status) => Eventually.Is(async () => await Status() == status, $"the session is {status}");
}
