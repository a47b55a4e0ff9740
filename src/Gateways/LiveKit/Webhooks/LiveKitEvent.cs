using System.Security.Cryptography;
using System.Text.Json;
using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Gateways.LiveKit.Webhooks;

/// <summary>
/// One of LiveKit's webhook events, as far as metering needs it. Instants are in whole seconds of LiveKit's clock. Events of other types
/// have an id and a type, and maybe nothing else.
/// </summary>
/// <param name="Id">Deliveries with the same id are one event. Servers too old to send one get a digest of the body instead.</param>
/// <param name="CreatedAt">Without one, <paramref name="SentAt"/>; without both, 1970.</param>
/// <param name="Room">Null when the event names none.</param>
/// <param name="Participant">Null when the event names none.</param>
/// <param name="SentAt">When LiveKit signed this delivery, by its clock; null when the signature does not say.</param>
public sealed record LiveKitEvent(
    string Id, string Type, DateTimeOffset CreatedAt, EventRoom? Room, RoomParticipant? Participant, DateTimeOffset? SentAt = null)
{
    /// <summary>Reads a webhook's body. Only for bodies whose signature has been verified.</summary>
    /// <returns>Null when the body is no event, whatever else it is.</returns>
    public static LiveKitEvent? Parse(ReadOnlySpan<byte> rawBody, DateTimeOffset? sentAt = null)
    {
        var read = LiveKitJson.TryRead(rawBody, root => new LiveKitEvent(
            LiveKitJson.Text(root, "id"),
            LiveKitJson.Text(root, "event") is { Length: > 0 } type ? type : throw new FormatException("The event has no name."),
            LiveKitJson.Instant(root, "createdAt") ?? sentAt ?? DateTimeOffset.UnixEpoch,
            ReadRoom(LiveKitJson.Child(root, "room")),
            ReadParticipant(LiveKitJson.Child(root, "participant")),
            sentAt));
        return read is { Id: "" } ? read with { Id = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(rawBody))}" } : read;
    }

    private static EventRoom? ReadRoom(JsonElement? room) =>
        room is { } named && LiveKitJson.Text(named, "name") is { Length: > 0 } name
            ? new EventRoom(name, LiveKitJson.Text(named, "sid"))
            : null;

    private static RoomParticipant? ReadParticipant(JsonElement? participant) =>
        participant is { } named && LiveKitParticipantJson.Read(named) is { Identity.Length: > 0 } read ? read : null;
}

public sealed record EventRoom(string Name, string Sid);
