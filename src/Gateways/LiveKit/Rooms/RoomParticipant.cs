namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>Somebody in a room. <paramref name="JoinedAt"/> is in whole seconds of LiveKit's clock; null when LiveKit does not say.</summary>
public sealed record RoomParticipant(string Sid, string Identity, ParticipantKind Kind, DateTimeOffset? JoinedAt, bool IsConnected);

/// <summary>LiveKit's ParticipantInfo.Kind. Only <see cref="Standard"/> ones are people who talk.</summary>
public enum ParticipantKind
{
    Standard,
    Ingress,
    Egress,
    Sip,
    Agent,

    /// <summary>One that LiveKit has added since.</summary>
    Other,
}
