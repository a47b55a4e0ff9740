using System.Collections.Immutable;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

/// <inheritdoc cref="ISessionLogGrain"/>
public sealed class SessionLogGrain(
    [PersistentState("sessionLog", GrainStorageName.Default)] IPersistentState<SessionLogState> state) : Grain, ISessionLogGrain
{
    private bool hasUnwritten;

    private SessionLogState Log => state.State;

    /// <remarks>
    /// The entry is put in its place before the count moves on: a crash in between lets the next attempt overwrite it. It counts in the totals from
    /// the same write on that counts it.
    /// </remarks>
    public async Task Add(FinishedSession session)
    {
        await EnsureTotals();
        if (Log.Unconfirmed.TryGetValue(session.SessionId, out var known))
        {
            // Its end could not be stored then, and may have come out otherwise since.
            var again = session with { Position = known };
            await Page(ISessionLogPageGrain.PageOf(known)).Put(again);
            if (Log.Unsettled[session.SessionId] != again)
                await state.Store(Log with { Unsettled = Log.Unsettled.SetItem(session.SessionId, again) });
            return;
        }

        var added = session with { Position = Log.Count + 1 };
        await Page(ISessionLogPageGrain.PageOf(added.Position)).Put(added);
        await state.Store(Log with
        {
            Count = added.Position,
            Unconfirmed = Log.Unconfirmed.Add(session.SessionId, added.Position),
            Unsettled = Log.Unsettled.Add(session.SessionId, added),
        });
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        hasUnwritten ? state.Store(Log) : Task.CompletedTask;

    /// <remarks>Rides on the next write, or on the deactivation.</remarks>
    public Task Confirm(string sessionId)
    {
        hasUnwritten = true;
        state.State = Log with
        {
            Unconfirmed = Log.Unconfirmed.Remove(sessionId),
            Totals = Log.Unsettled.TryGetValue(sessionId, out var settled) ? Log.Totals?.With(settled) : Log.Totals,
            Unsettled = Log.Unsettled.Remove(sessionId),
        };
        return Task.CompletedTask;
    }

    public async Task<SessionTotals> GetTotals()
    {
        await EnsureTotals();
        return Log.Unsettled.Values.Aggregate(Log.Totals!, SessionTotaling.With);
    }

    public async Task<SessionTotals> RebuildTotals()
    {
        await state.Store(await AddedUp());
        return await GetTotals();
    }

    public async Task<ImmutableArray<FinishedSession>> Read(int limit, long? before)
    {
        var found = ImmutableArray.CreateBuilder<FinishedSession>();
        var below = Math.Min(before ?? long.MaxValue, Log.Count + 1);
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
        await state.Store(Log with { LastNumber = Log.LastNumber + 1 });
        return Log.LastNumber;
    }

    /// <summary>Once for a log from before there were totals; kept with the next write, or at the deactivation.</summary>
    private async Task EnsureTotals()
    {
        if (Log.Totals is not null) return;
        state.State = await AddedUp();
        hasUnwritten |= Log.Count > 0;
    }

    private async Task<SessionLogState> AddedUp()
    {
        var (totals, unsettled) = (SessionTotals.None, ImmutableDictionary<string, FinishedSession>.Empty);
        for (var page = 0L; page * ISessionLogPageGrain.Size < Log.Count; page++)
            foreach (var session in (await Page(page).Read()).TakeWhile(session => session.Position <= Log.Count))
                if (Log.Unconfirmed.GetValueOrDefault(session.SessionId) == session.Position)
                    unsettled = unsettled.Add(session.SessionId, session);
                else
                    totals = totals.With(session);
        return Log with { Totals = totals, Unsettled = unsettled };
    }

    private ISessionLogPageGrain Page(long page) => GrainFactory.GetGrain<ISessionLogPageGrain>($"{this.GetPrimaryKeyString()}/{page}");
}
