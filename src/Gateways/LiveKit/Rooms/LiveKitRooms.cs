using System.Text.Json;

namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary><see cref="IVoiceRooms"/> over LiveKit's RoomService.</summary>
internal sealed class LiveKitRooms(LiveKitClient client) : IVoiceRooms
{
    /// <summary>Names in one ListRooms; more go in several.</summary>
    public const int MaxNamesPerCall = 500;

    public Task Create(NewRoom room, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room.Name);
        return Read(LiveKitCall.To("CreateRoom", VideoGrant.CreateRooms, json => WriteRoom(json, room)), Done, cancellation);
    }

    public Task Delete(string room, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room);
        return Read(LiveKitCall.To("DeleteRoom", VideoGrant.CreateRooms, json => json.WriteString("room", room)) with
        {
            IsGone = answer => answer.IsNotFound,
        }, Done, cancellation);
    }

    public async Task<IReadOnlyList<RoomSummary>> List(IReadOnlyCollection<string> names, CancellationToken cancellation = default)
    {
        // No call at all for no names: LiveKit would list every room.
        var rooms = new List<RoomSummary>();
        foreach (var chunk in names.Chunk(MaxNamesPerCall))
        {
            var call = LiveKitCall.To("ListRooms", VideoGrant.ListRooms, json => WriteTexts(json, "names", chunk));
            rooms.AddRange(await Read(call, root => LiveKitJson.Items(root, "rooms").Select(ReadRoom).ToList(), cancellation) ?? []);
        }
        return rooms;
    }

    public async Task<IReadOnlyList<RoomParticipant>> ListParticipants(string room, CancellationToken cancellation = default) =>
        await Read(InRoom("ListParticipants", room, _ => { }),
            root => LiveKitJson.Items(root, "participants").Select(LiveKitParticipantJson.Read).ToList(), cancellation) ?? [];

    public Task Remove(string room, string identity, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(identity);
        return Read(InRoom("RemoveParticipant", room, json => json.WriteString("identity", identity)), Done, cancellation);
    }

    public Task Send(RoomMessage message, CancellationToken cancellation = default)
    {
        // Without a recipient LiveKit would send it to everybody.
        ArgumentException.ThrowIfNullOrWhiteSpace(message.Identity);
        var call = InRoom("SendData", message.Room, json =>
        {
            json.WriteBase64String("data", message.Payload.Span);
            json.WriteString("kind", "RELIABLE");
            WriteTexts(json, "destinationIdentities", [message.Identity]);
            json.WriteString("topic", message.Topic);

            // LiveKit drops what comes with a nonce that it has seen, so that a retry is not delivered twice.
            json.WriteBase64String("nonce", Guid.NewGuid().ToByteArray());
        });
        return Read(call with { IsGone = answer => answer.IsNotFound || answer.HasNoServer }, Done, cancellation);
    }

    /// <returns>Null when LiveKit said that it is gone.</returns>
    private async Task<T?> Read<T>(LiveKitCall call, Func<JsonElement, T> read, CancellationToken cancellation) where T : class
    {
        var answer = await client.Send(call, cancellation);
        if (!answer.IsSuccess) return null;

        // An answer that is no JSON is a proxy's, and confirms nothing.
        return LiveKitJson.TryRead(answer.Body, read)
            ?? throw new VoiceRoomsUnavailableException($"LiveKit gave no readable answer to {call.Method}.");
    }

    /// <summary>Reads the answers that say no more than that it is done.</summary>
    private static string Done(JsonElement answer) => "done";

    private static LiveKitCall InRoom(string method, string room, Action<Utf8JsonWriter> fields) =>
        LiveKitCall.To(method, VideoGrant.Administer(room), json =>
        {
            json.WriteString("room", room);
            fields(json);
        }) with
        { IsGone = answer => answer.IsNotFound };

    private static void WriteRoom(Utf8JsonWriter json, NewRoom room)
    {
        json.WriteString("name", room.Name);
        if (room.EmptyTimeoutSeconds is { } empty) json.WriteNumber("emptyTimeout", empty);
        if (room.DepartureTimeoutSeconds is { } departure) json.WriteNumber("departureTimeout", departure);
        if (room.MaxParticipants is { } most) json.WriteNumber("maxParticipants", most);
        json.WriteStartArray("agents");
        foreach (var agent in room.Agents)
        {
            json.WriteStartObject();
            json.WriteString("agentName", agent.AgentName);
            json.WriteString("metadata", agent.Metadata);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static RoomSummary ReadRoom(JsonElement room) => new(
        LiveKitJson.Text(room, "name"), LiveKitJson.Text(room, "sid"), checked((int)LiveKitJson.Number(room, "numParticipants")));
}
