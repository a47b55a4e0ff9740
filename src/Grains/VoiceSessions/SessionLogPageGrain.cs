using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

/// <inheritdoc cref="ISessionLogPageGrain"/>
public sealed class SessionLogPageGrain(
    [PersistentState("sessionLogPage", GrainStorageName.Default)] IPersistentState<SessionLogPageState> state) : Grain, ISessionLogPageGrain
{
    public Task Put(FinishedSession session) => state.Store(new SessionLogPageState
    {
        Sessions = state.State.Sessions.RemoveAll(other => other.Position >= session.Position).Add(session),
    });

    public Task<ImmutableArray<FinishedSession>> Read() => Task.FromResult(state.State.Sessions);
}
