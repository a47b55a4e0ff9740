using System.Globalization;
using System.Text.Json;
using MindBot.Tests.Server;

namespace MindBot.Process.Tests.LiveKit;

/// <summary>
/// A LiveKit outside of MindBot's process: its rooms and the people in them are still there when MindBot has been killed, and its webhooks go on.
/// </summary>
internal sealed class LiveKitServer : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Room> rooms = [];
    private readonly RoomService service;

    public LiveKitServer(Uri mindBot)
    {
        Webhooks = new WebhookSender(mindBot);
        service = new RoomService(FreePort.Find(), Answer);
    }

    public WebhookSender Webhooks { get; }

    /// <summary>What MindBot must be told to use it.</summary>
    public string[] Settings =>
        ["--LIVEKIT_URL", $"ws://{service.Authority}", "--LIVEKIT_API_KEY", LiveKitJwt.Key, "--LIVEKIT_API_SECRET", LiveKitJwt.Secret];

    /// <summary>Somebody connects, with media, to the room of their token.</summary>
    public void Join(string token)
    {
        var claims = LiveKitJwt.Claims(token);
        var (name, identity) = (claims.GetProperty("video").GetProperty("room").GetString()!, claims.GetProperty("sub").GetString()!);
        lock (gate)
        {
            if (!rooms.TryGetValue(name, out var room)) rooms.Add(name, room = new Room(name, Id("RM_"), []));
            var one = new Participant(Id("PA_"), identity, Now);
            room.People.Add(one);
            Tell("participant_joined", room, one);
        }
    }

    /// <summary>Everybody leaves a room, and it closes.</summary>
    public void Close(string name)
    {
        lock (gate)
        {
            if (!rooms.Remove(name, out var room)) return;
            foreach (var one in room.People) Tell("participant_left", room, one);
            Tell("room_finished", room);
        }
    }

    public void Dispose()
    {
        Webhooks.Dispose();
        service.Dispose();
    }

    private static string Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static string Id(string prefix) => prefix + Guid.NewGuid().ToString("n");

    /// <summary>Call it under the lock: a room's events are in order.</summary>
    private void Tell(string type, Room room, Participant? one = null) => Webhooks.Add(room.Name, JsonSerializer.SerializeToUtf8Bytes(
        one is null
            ? new { @event = type, room = new { sid = room.Sid, name = room.Name }, id = Id("EV_"), createdAt = Now }
            : (object)new { @event = type, room = new { sid = room.Sid, name = room.Name }, participant = one, id = Id("EV_"), createdAt = Now }));

    private object Answer(string method, JsonElement request)
    {
        lock (gate)
        {
            var room = request.TryGetProperty("room", out var named) ? rooms.GetValueOrDefault(named.GetString()!) : null;
            switch (method)
            {
                case "ListRooms":
                    var names = request.GetProperty("names").EnumerateArray().Select(name => name.GetString()!);
                    return new
                    {
                        rooms = names.Where(rooms.ContainsKey).Select(name => rooms[name])
                            .Select(found => new { name = found.Name, sid = found.Sid, num_participants = found.People.Count }),
                    };
                case "ListParticipants":
                    return new { participants = room?.People ?? [] };
                case "RemoveParticipant" when room?.People.Find(one => one.identity == request.GetProperty("identity").GetString()) is { } gone:
                    room.People.Remove(gone);
                    Tell("participant_left", room, gone);
                    return new { };
                default:
                    return new { };
            }
        }
    }

    private sealed record Room(string Name, string Sid, List<Participant> People);

#pragma warning disable IDE1006, SA1300 // as on the wire
    private sealed record Participant(string sid, string identity, string joinedAt, string state = "ACTIVE");
#pragma warning restore IDE1006, SA1300
}
