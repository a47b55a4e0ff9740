using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

/// <inheritdoc cref="IVoiceRoomGrain"/>
public sealed class VoiceRoomGrain(
    [PersistentState("voiceRoom", GrainStorageName.Default)] IPersistentState<VoiceRoomState> state, TimeProvider clock)
    : Grain, IVoiceRoomGrain
{
    /// <summary>How long a claim holds although its session has not come about yet.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    public async Task<Refusal?> Claim(string userId, string sessionId)
    {
        var room = state.State;
        if (room.UserId is { } holder && holder != userId && await IsHeld(holder))
            return new(RefusalCodes.RoomTaken, "This room is in use by somebody else. Choose another room name.");
        if (room.UserId == userId && room.SessionId == sessionId) return null;
        var former = await FindSession(userId);
        await state.Store(new VoiceRoomState
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
        if (state.State.UserId != userId) return null;
        foreach (var sessionId in new[] { state.State.SessionId, state.State.FormerSessionId })
            if (sessionId is not null && await IsOpen(userId, sessionId)) return sessionId;
        return null;
    }

    /// <remarks>A session that took the room over and then was refused leaves it to the one before.</remarks>
    public Task Release(string userId, string sessionId)
    {
        var room = state.State;
        if (room.UserId != userId) return Task.CompletedTask;
        if (room.FormerSessionId == sessionId) return state.Store(room with { FormerSessionId = null });
        if (room.SessionId != sessionId) return Task.CompletedTask;
        return room.FormerSessionId is { } former
            ? state.Store(room with { SessionId = former, FormerSessionId = null })
            : state.ClearStateAsync();
    }

    private async Task<bool> IsHeld(string holder) =>
        state.State.ClaimedAt + Grace > clock.GetUtcNow() || await FindSession(holder) is not null;

    private Task<bool> IsOpen(string userId, string sessionId) =>
        GrainFactory.GetGrain<IVoiceSessionGrain>(SessionKey.Of(userId, sessionId)).IsOpen();
}
