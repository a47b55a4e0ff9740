using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Gateways.LiveKit.Webhooks;

/// <summary>
/// One of LiveKit's webhook events, as far as metering needs it. Instants are in whole seconds of LiveKit's clock. Events of other types have
/// an id and a type, and maybe nothing else.
/// </summary>
/// <param name="SentAt">When LiveKit signed this delivery, by its clock; null when the signature does not say.</param>
public sealed record LiveKitEvent(
    string Id, string Type, DateTimeOffset CreatedAt, EventRoom? Room, RoomParticipant? Participant, DateTimeOffset? SentAt = null);

public sealed record EventRoom(string Name, string Sid);
