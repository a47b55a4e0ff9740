using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

/// <inheritdoc cref="ISessionLogGrain"/>
public sealed class SessionLogGrain(
    [PersistentState("sessionLog", GrainStorageName.Default)] IPersistentState<SessionLogState> state) : Grain, ISessionLogGrain
{
    private bool hasUnwritten;

    /// <remarks>The entry is put in its place before the count moves on: a crash in between lets the next attempt overwrite it.</remarks>
    public async Task Add(FinishedSession session)
    {
        if (state.State.Unconfirmed.TryGetValue(session.SessionId, out var known))
        {
            // Its end could not be stored then, and may have come out otherwise since.
            await Page(ISessionLogPageGrain.PageOf(known)).Put(session with { Position = known });
            return;
        }

        var position = state.State.Count + 1;
        await Page(ISessionLogPageGrain.PageOf(position)).Put(session with { Position = position });
        await state.Store(state.State with
        {
            Count = position,
            Unconfirmed = state.State.Unconfirmed.Add(session.SessionId, position),
        });
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        hasUnwritten ? state.Store(state.State) : Task.CompletedTask;

    /// <remarks>Rides on the next write, or on the deactivation.</remarks>
    public Task Confirm(string sessionId)
    {
        hasUnwritten = true;
        state.State = state.State with { Unconfirmed = state.State.Unconfirmed.Remove(sessionId) };
        return Task.CompletedTask;
    }

    public async Task<ImmutableArray<FinishedSession>> Read(int limit, long? before)
    {
        var found = ImmutableArray.CreateBuilder<FinishedSession>();
        var below = Math.Min(before ?? long.MaxValue, state.State.Count + 1);
        while (found.Count < limit && below > 1)
        {
            var page = ISessionLogPageGrain.PageOf(below - 1);
            var sessions = await Page(page).Read();
            found.AddRange(sessions.Where(session => session.Position < below).Reverse().Take(limit - found.Count));
            below = page * ISessionLogPageGrain.Size + 1;
        }

        return found.ToImmutable();
    }

    public async Task<long> NextNumber()
    {
        await state.Store(state.State with { LastNumber = state.State.LastNumber + 1 });
        return state.State.LastNumber;
    }

    private ISessionLogPageGrain Page(long page) => GrainFactory.GetGrain<ISessionLogPageGrain>($"{this.GetPrimaryKeyString()}/{page}");
}
