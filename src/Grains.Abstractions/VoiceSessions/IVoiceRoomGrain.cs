using Orleans.Concurrency;

namespace MindBot.Grains.VoiceSessions;

/// <summary>A room belongs to the user who has an open session in it; key: the room's name.</summary>
[Alias("mindbot.IVoiceRoomGrain")]
public interface IVoiceRoomGrain : IGrainWithStringKey
{
    /// <summary>Takes the room for a session, or answers <see cref="RefusalCodes.RoomTaken"/>. The user's own next session takes it over.</summary>
    [Alias("Claim")]
    Task<Refusal?> Claim(string userId, string sessionId);

    /// <summary>The id of the open session that a user holds the room with; null when there is none.</summary>
    [Alias("FindSession")]
    Task<string?> FindSession(string userId);

    /// <summary>The session is over, or did not come about. Losing this is harmless: a claim asks the holder whether it is still open.</summary>
    [Alias("Release"), OneWay]
    Task Release(string userId, string sessionId);
}
