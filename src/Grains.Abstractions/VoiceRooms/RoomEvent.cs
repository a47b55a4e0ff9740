namespace MindBot.Grains.VoiceRooms;

[GenerateSerializer, Alias("mindbot.RoomEventKind")]
public enum RoomEventKind
{
    Joined = 0,
    Left = 1,

    /// <summary>A connection that never got its media up.</summary>
    Aborted = 2,

    /// <summary>The room is closed; nobody is in it any more.</summary>
    Finished = 3,
}

/// <summary>
/// What LiveKit told about a room. <paramref name="At"/> and <paramref name="JoinedFrom"/> are on the metering timeline and never after
/// the receipt; LiveKit's whole seconds are read in the user's favour: a presence begins at the end of its second, and ends at the beginning.
/// </summary>
/// <param name="Id">LiveKit's own; a repeat has the same.</param>
/// <param name="ParticipantSid">The connection; null when the event is about the room as a whole, as is <paramref name="UserId"/>.</param>
/// <param name="JoinedFrom">Since when the participant of this event has been there, as far as the event says.</param>
[GenerateSerializer, Immutable, Alias("mindbot.RoomEvent")]
public sealed record RoomEvent(
    [property: Id(0)] string Id, [property: Id(1)] RoomEventKind Kind, [property: Id(2)] string RoomSid,
    [property: Id(3)] DateTimeOffset At, [property: Id(4)] string? ParticipantSid = null, [property: Id(5)] string? UserId = null,
    [property: Id(6)] DateTimeOffset? JoinedFrom = null);
