namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>Somebody in a room.</summary>
/// <param name="JoinedAt">In whole seconds of LiveKit's clock; null when LiveKit does not say.</param>
/// <param name="IsConnected">
/// Whether their media is up (LiveKit's state ACTIVE). False while they are still connecting, while they move to another of
/// LiveKit's nodes, and after they left: who is listed without it is not certainly gone.
/// </param>
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
