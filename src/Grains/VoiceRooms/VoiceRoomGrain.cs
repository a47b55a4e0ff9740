using MindBot.Grains.VoiceSessions;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceRooms;

/// <inheritdoc cref="IVoiceRoomGrain"/>
/// <remarks>This file knows to whom the room belongs. <c>Inbox</c> takes LiveKit's events and hands them on, <c>Eviction</c> sees people out.</remarks>
public sealed partial class VoiceRoomGrain(
    [PersistentState("voiceRoom", GrainStorageName.Default)] IPersistentState<VoiceRoomState> state, TimeProvider clock)
    : Grain, IVoiceRoomGrain, IRemindable
{
    /// <summary>How long a claim holds although its session has not come about yet.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private VoiceRoomState Room => state.State;

    public async Task<Refusal?> Claim(string userId, string sessionId)
    {
        if (Room.UserId is { } holder && holder != userId && await IsHeld(holder))
            return new(RefusalCodes.RoomTaken, "This room is in use by somebody else. Choose another room name.");
        if (Room.UserId == userId && Room.SessionId == sessionId) return null;
        var former = await FindSession(userId);
        await state.Store(Room with
        {
            UserId = userId,
            SessionId = sessionId,
            ClaimedAt = clock.GetUtcNow(),
            FormerSessionId = former == sessionId ? null : former,
        });
        return null;
    }

    public async Task<string?> FindSession(string userId)
    {
        if (Room.UserId != userId) return null;
        foreach (var sessionId in new[] { Room.SessionId, Room.FormerSessionId })
            if (sessionId is not null && await Session(userId, sessionId).IsOpen()) return sessionId;
        return null;
    }

    public async Task<string?> FindFormer(string userId, string sessionId) =>
        Room.UserId == userId && Room.SessionId == sessionId && Room.FormerSessionId is { } former && await Session(userId, former).IsOpen()
            ? former
            : null;

    /// <remarks>
    /// A session that took the room over and then was refused leaves it to the one before. One that was pending still is, and keeps it.
    /// </remarks>
    public async Task Release(string userId, string sessionId)
    {
        if (Room.UserId != userId || (Room.SessionId != sessionId && Room.FormerSessionId != sessionId)) return;
        if (await Session(userId, sessionId).IsOpen()) return;
        if (Room.FormerSessionId == sessionId) await state.Store(Room with { FormerSessionId = null });
        else if (Room.FormerSessionId is { } former) await state.Store(Room with { SessionId = former, FormerSessionId = null });
        else await Vacate();
    }

    /// <summary>Events about it may still come, so connections are kept a while: until nobody has asked for the room for some time.</summary>
    private Task Vacate()
    {
        var vacant = Room with { UserId = null, SessionId = null };
        return vacant.IsEmpty ? state.ClearStateAsync() : state.Store(vacant);
    }

    private async Task<bool> IsHeld(string holder) =>
        Room.ClaimedAt + Grace > clock.GetUtcNow() || await FindSession(holder) is not null;

    private IVoiceSessionGrain Session(string userId, string sessionId) =>
        GrainFactory.GetGrain<IVoiceSessionGrain>(SessionKey.Of(userId, sessionId));
}
