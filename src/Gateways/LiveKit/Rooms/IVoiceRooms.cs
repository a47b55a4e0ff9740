namespace MindBot.Gateways.LiveKit.Rooms;

/// <summary>
/// Server calls to LiveKit about rooms. "Gone" is an answer; no usable answer is <see cref="VoiceRoomsUnavailableException"/>, after
/// which nothing is known. Calls answer or fail within seconds, however LiveKit behaves.
/// </summary>
public interface IVoiceRooms
{
    /// <summary>Makes a room with its agents; one that is there already stays as it is.</summary>
    /// <exception cref="VoiceRoomsUnavailableException">LiveKit did not answer, or refused.</exception>
    Task Create(NewRoom room, CancellationToken cancellation = default);

    /// <summary>Closes a room and disconnects everybody. One that is gone already is a success.</summary>
    /// <exception cref="VoiceRoomsUnavailableException">LiveKit did not answer, or refused.</exception>
    Task Delete(string room, CancellationToken cancellation = default);

    /// <summary>Those of the named rooms that exist.</summary>
    /// <exception cref="VoiceRoomsUnavailableException">LiveKit did not answer, or refused.</exception>
    Task<IReadOnlyList<RoomSummary>> List(IReadOnlyCollection<string> names, CancellationToken cancellation = default);

    /// <summary>Who is in a room, of every kind; nobody when there is no such room.</summary>
    /// <exception cref="VoiceRoomsUnavailableException">LiveKit did not answer, or refused.</exception>
    Task<IReadOnlyList<RoomParticipant>> ListParticipants(string room, CancellationToken cancellation = default);

    /// <summary>Disconnects a participant. One who is gone already, with or without the room, is a success.</summary>
    /// <exception cref="VoiceRoomsUnavailableException">LiveKit did not answer, or refused.</exception>
    Task Remove(string room, string identity, CancellationToken cancellation = default);

    /// <summary>Sends a data message, reliably, to those of its recipients who are in the room; a room that is gone is a success.</summary>
    /// <exception cref="VoiceRoomsUnavailableException">LiveKit did not answer, or refused.</exception>
    Task Send(RoomMessage message, CancellationToken cancellation = default);
}
