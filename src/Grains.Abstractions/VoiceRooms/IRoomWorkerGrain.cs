using Orleans.Concurrency;

namespace MindBot.Grains.VoiceRooms;

/// <summary>
/// Does what has to be done in LiveKit for one room; key: the room's name. The only grains that await LiveKit are this one and
/// <see cref="IRoomReconcilerGrain"/>: sessions, rooms and wallets order and go on. Every order is one try; it is reported back when LiveKit
/// confirmed it, and who ordered it orders again until then.
/// </summary>
[Alias("mindbot.IRoomWorkerGrain")]
public interface IRoomWorkerGrain : IGrainWithStringKey
{
    /// <summary>Makes the room with its agent, then tells the session.</summary>
    [Alias("Make"), OneWay]
    Task Make(string sessionKey, RoomAgent agent);

    /// <summary>
    /// Removes a participant, and the room once no person is in it, unless the user has another open session here. Then tells the session, or
    /// the room when there was none.
    /// </summary>
    [Alias("Evict"), OneWay]
    Task Evict(EvictionOrder order);

    /// <summary>Warns a participant that the time runs out. Nobody is told how it went: it would be too late.</summary>
    [Alias("Warn"), OneWay]
    Task Warn(string userId, string sessionId, int secondsLeft);

    /// <summary>Asks who is there, and tells the session.</summary>
    [Alias("Look"), OneWay]
    Task Look(string sessionKey);
}
