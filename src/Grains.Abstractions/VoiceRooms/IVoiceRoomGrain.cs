using System.Collections.Immutable;
using Orleans.Concurrency;

namespace MindBot.Grains.VoiceRooms;

/// <summary>
/// A LiveKit room; key: its name. It belongs to the user who has an open session in it, and it is where LiveKit's events arrive: it keeps them
/// until the session that they concern has taken them.
/// </summary>
[Alias("mindbot.IVoiceRoomGrain")]
public interface IVoiceRoomGrain : IGrainWithStringKey
{
    /// <summary>Takes the room for a session, or answers <see cref="RefusalCodes.RoomTaken"/>. The user's own next session takes it over.</summary>
    [Alias("Claim")]
    Task<Refusal?> Claim(string userId, string sessionId);

    /// <summary>The id of the open session that a user holds the room with; null when there is none.</summary>
    [Alias("FindSession")]
    Task<string?> FindSession(string userId);

    /// <summary>The open session from which <paramref name="sessionId"/> has taken the room over; null when there is none.</summary>
    [Alias("FindFormer")]
    Task<string?> FindFormer(string userId, string sessionId);

    /// <summary>The session is over, or did not come about. Losing this is harmless: a claim asks the holder whether it is still open.</summary>
    [Alias("Release"), OneWay]
    Task Release(string userId, string sessionId);

    /// <summary>
    /// Takes an event of LiveKit's; durable when it answers, its effects follow. A repeat changes nothing. Throws when it could not be made
    /// durable, or when too many wait: LiveKit then sends it again.
    /// </summary>
    [Alias("Receive")]
    Task Receive(RoomEvent happened);

    /// <summary>
    /// The session runs, started by its client: whoever is still connected from the session before it counts for it from now on. One that still waits for
    /// somebody to join is called off.
    /// </summary>
    [Alias("Occupy"), OneWay]
    Task Occupy(string userId, string sessionId);

    /// <summary>A session has taken events over, durably; one that is not open any more has no use for them.</summary>
    [Alias("Taken"), OneWay]
    Task Taken(string sessionId, ImmutableArray<string> eventIds, bool isOpen);

    /// <summary>Activates the room, which takes up the events that a failure has left in its inbox.</summary>
    [Alias("Wake"), OneWay]
    Task Wake();

    /// <summary>LiveKit has confirmed that a user without a right to be here is gone.</summary>
    [Alias("Evicted"), OneWay]
    Task Evicted(string userId);
}
