using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

/// <inheritdoc cref="ISessionWatchGrain"/>
public sealed class SessionWatchGrain(
    [PersistentState("sessionWatch", GrainStorageName.Default)] IPersistentState<SessionWatchState> state) : Grain, ISessionWatchGrain, IRemindable
{
    private const string WakeUp = "wake";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private bool reminded;

    public async Task Add(string sessionKey)
    {
        await Remind();
        if (!state.State.Sessions.Contains(sessionKey))
            await state.Store(new SessionWatchState { Sessions = state.State.Sessions.Add(sessionKey) });
    }

    /// <remarks>
    /// Rides on the next write: a session that is woken in vain says again that it is over, so that an end costs no write here.
    /// </remarks>
    public Task Remove(string sessionKey)
    {
        state.State = new SessionWatchState { Sessions = state.State.Sessions.Remove(sessionKey) };
        return Task.CompletedTask;
    }

    public async Task<int> WakeAll()
    {
        if (!state.State.Sessions.IsEmpty) await Remind();
        foreach (var key in state.State.Sessions) await GrainFactory.GetGrain<IVoiceSessionGrain>(key).Wake();
        return state.State.Sessions.Count;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (await WakeAll() > 0) return;
        await state.Store(state.State);
        if (await this.GetReminder(WakeUp) is { } reminder) await this.UnregisterReminder(reminder);
        reminded = false;
    }

    private async Task Remind()
    {
        if (reminded) return;
        await this.RegisterOrUpdateReminder(WakeUp, Period, Period);
        reminded = true;
    }
}
