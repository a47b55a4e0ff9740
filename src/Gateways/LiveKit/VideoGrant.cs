namespace MindBot.Gateways.LiveKit;

/// <summary>
/// What a token allows. Only the factories make one: a token that may join names its room, because LiveKit lets a
/// <c>roomJoin</c> without <c>room</c> into any room.
/// </summary>
public sealed record VideoGrant
{
    private VideoGrant() { }

    /// <summary>May join this room, and no other.</summary>
    public static VideoGrant Join(
        string room, bool canPublish = true, bool canSubscribe = true, bool canPublishData = true, bool hidden = false) =>
        new()
        {
            RoomJoin = true,
            Room = Named(room),
            CanPublish = canPublish,
            CanSubscribe = canSubscribe,
            CanPublishData = canPublishData,
            Hidden = hidden,
        };

    /// <summary>For server calls about one room: list and remove participants, send data.</summary>
    public static VideoGrant Administer(string room) => new() { RoomAdmin = true, Room = Named(room) };

    /// <summary>For server calls that create and delete rooms.</summary>
    public static VideoGrant CreateRooms { get; } = new() { RoomCreate = true };

    /// <summary>For server calls that list rooms.</summary>
    public static VideoGrant ListRooms { get; } = new() { RoomList = true };

    public string? Room { get; private init; }
    public bool RoomJoin { get; private init; }
    public bool RoomAdmin { get; private init; }
    public bool RoomCreate { get; private init; }
    public bool RoomList { get; private init; }

    /// <summary>Null where there is nothing to publish; LiveKit takes an omitted one as true, so a join always says it.</summary>
    public bool? CanPublish { get; private init; }
    public bool? CanSubscribe { get; private init; }
    public bool? CanPublishData { get; private init; }
    public bool Hidden { get; private init; }

    private static string Named(string room)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(room);
        return room;
    }
}
