using MindBot.Gateways.LiveKit.Rooms;

namespace MindBot.Simulators.LiveKit.Api;

internal enum ProtoType { Text, Bytes, Number, Enumeration, Message }

/// <summary>One field of a message in protobuf's binary form.</summary>
/// <param name="Name">In camelCase, as in the JSON form.</param>
internal sealed record ProtoField(int Number, string Name, ProtoType Type = ProtoType.Text, bool IsList = false)
{
    public IReadOnlyList<ProtoField> Fields { get; init; } = [];

    /// <summary>An enum's names in the order of their numbers, as JSON has them.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];
}

/// <summary>The fields of livekit_room.proto and livekit_models.proto that the product's calls write and read; JSON has more.</summary>
internal static class ProtoSchema
{
    private static readonly ProtoField[] Agent = [new(1, "agentName"), new(2, "metadata")];

    private static readonly ProtoField[] Room =
    [
        new(1, "sid"), new(2, "name"), new(3, "emptyTimeout", ProtoType.Number), new(4, "maxParticipants", ProtoType.Number),
        new(5, "creationTime", ProtoType.Number), new(8, "metadata"), new(9, "numParticipants", ProtoType.Number),
        new(11, "numPublishers", ProtoType.Number), new(14, "departureTimeout", ProtoType.Number), new(15, "creationTimeMs", ProtoType.Number),
    ];

    private static readonly ProtoField[] Participant =
    [
        new(1, "sid"), new(2, "identity"), new(3, "state", ProtoType.Enumeration) { Names = NamesOf<LiveKitParticipantState>() }, new(5, "metadata"),
        new(6, "joinedAt", ProtoType.Number), new(9, "name"), new(14, "kind", ProtoType.Enumeration) { Names = NamesOf<ParticipantKind>() },
        new(17, "joinedAtMs", ProtoType.Number),
    ];

    public static IReadOnlyList<ProtoField> RequestOf(string method) => method switch
    {
        "CreateRoom" =>
        [
            new(1, "name"), new(2, "emptyTimeout", ProtoType.Number), new(3, "maxParticipants", ProtoType.Number), new(5, "metadata"),
            new(10, "departureTimeout", ProtoType.Number), new(14, "agents", ProtoType.Message, IsList: true) { Fields = Agent },
        ],
        "ListRooms" => [new(1, "names", IsList: true)],
        "DeleteRoom" or "ListParticipants" => [new(1, "room")],
        "RemoveParticipant" => [new(1, "room"), new(2, "identity")],
        "SendData" =>
        [
            new(1, "room"), new(2, "data", ProtoType.Bytes), new(5, "topic"), new(6, "destinationIdentities", IsList: true),
            new(7, "nonce", ProtoType.Bytes),
        ],
        _ => [],
    };

    public static IReadOnlyList<ProtoField> AnswerOf(string method) => method switch
    {
        "CreateRoom" => Room,
        "ListRooms" => [new(1, "rooms", ProtoType.Message, IsList: true) { Fields = Room }],
        "ListParticipants" => [new(1, "participants", ProtoType.Message, IsList: true) { Fields = Participant }],
        _ => [],
    };

    private static string[] NamesOf<T>() where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => name.ToUpperInvariant())];
}
