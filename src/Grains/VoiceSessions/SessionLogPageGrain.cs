using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

/// <inheritdoc cref="ISessionLogPageGrain"/>
public sealed class SessionLogPageGrain(
    [PersistentState("sessionLogPage", GrainStorageName.Default)] IPersistentState<SessionLogPageState> state) : Grain, ISessionLogPageGrain
{
    public Task Put(FinishedSession session)
    {
        var sessions = state.State.Sessions;
        var known = sessions.FirstOrDefault(other => other.Position == session.Position);
        if (known == session) return Task.CompletedTask;
        return state.Store(new SessionLogPageState { Sessions = known is null ? sessions.Add(session) : sessions.Replace(known, session) });
    }

    public Task<ImmutableArray<FinishedSession>> Read() => Task.FromResult(state.State.Sessions);
}
