using System.Text.Json;
using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Gateways.LiveKit;

/// <summary>LiveKit's ParticipantInfo, which both webhooks and server calls contain.</summary>
internal static class LiveKitParticipantJson
{
    public static RoomParticipant Read(JsonElement info) => new(
        LiveKitJson.Text(info, "sid"),
        LiveKitJson.Text(info, "identity"),
        Kind(LiveKitJson.EnumValue(info, "kind")),
        LiveKitJson.Instant(info, "joinedAt"),
        LiveKitJson.EnumValue(info, "state") is "ACTIVE" or "2");

    private static ParticipantKind Kind(string value) => value switch
    {
        "STANDARD" or "0" => ParticipantKind.Standard,
        "INGRESS" or "1" => ParticipantKind.Ingress,
        "EGRESS" or "2" => ParticipantKind.Egress,
        "SIP" or "3" => ParticipantKind.Sip,
        "AGENT" or "4" => ParticipantKind.Agent,
        _ => ParticipantKind.Other,
    };
}
