using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using MindBot.Grains.VoiceRooms;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

/// <inheritdoc cref="ISessionWatchGrain"/>
public sealed class SessionWatchGrain(
    [PersistentState("sessionWatch", GrainStorageName.Default)] IPersistentState<SessionWatchState> state, IOptions<SessionOptions> options)
    : Grain, ISessionWatchGrain, IRemindable
{
    private const string WakeUp = "wake";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private bool reminded;
    private IGrainTimer? reconciliation;

    private ImmutableDictionary<string, string> Rooms => state.State.Rooms;

    /// <summary>
    /// The dictionary's own order is another one in every process. Rooms that are looked into a few at a time must keep their turn, and a simulated story
    /// must happen the same way each time.
    /// </summary>
    private IEnumerable<KeyValuePair<string, string>> Ordered => Rooms.OrderBy(watched => watched.Key, StringComparer.Ordinal);

    /// <summary>Lists take their turns, so that LiveKit is asked evenly.</summary>
    private TimeSpan FirstReconciliation =>
        options.Value.Reconcile * ((int.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture) + 1) / (double)ISessionWatchGrain.Shards);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Arm();
        return Task.CompletedTask;
    }

    public async Task Add(string sessionKey, string room)
    {
        await Remind();
        if (!Rooms.ContainsKey(sessionKey)) await state.Store(new SessionWatchState { Rooms = Rooms.Add(sessionKey, room) });
        Arm();
    }

    /// <remarks>
    /// Rides on the next write: a session that is woken in vain says again that it is over, so that an end costs no write here.
    /// </remarks>
    public Task Remove(string sessionKey)
    {
        state.State = new SessionWatchState { Rooms = Rooms.Remove(sessionKey) };
        return Task.CompletedTask;
    }

    public async Task<int> WakeAll()
    {
        if (!Rooms.IsEmpty) await Remind();
        foreach (var (key, _) in Ordered) await GrainFactory.GetGrain<IVoiceSessionGrain>(key).Wake();
        return Rooms.Count;
    }

    public Task<ImmutableArray<string>> ListOf(string userId) =>
        Task.FromResult<ImmutableArray<string>>([.. Rooms.Keys.Where(key => SessionKey.Parse(key).UserId == userId)]);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (await WakeAll() > 0) return;
        await state.Store(state.State);
        if (await this.GetReminder(WakeUp) is { } reminder) await this.UnregisterReminder(reminder);
        reminded = false;
    }

    private Task Reconcile()
    {
        if (!Rooms.IsEmpty)
            return GrainFactory.GetGrain<IRoomReconcilerGrain>(this.GetPrimaryKeyString())
                .Reconcile([.. Ordered.Select(watched => new WatchedSession(watched.Key, watched.Value))]);
        reconciliation?.Dispose();
        reconciliation = null;
        return Task.CompletedTask;
    }

    private void Arm()
    {
        if (reconciliation is null && !Rooms.IsEmpty) reconciliation = this.RegisterGrainTimer(Reconcile, FirstReconciliation, options.Value.Reconcile);
    }

    private async Task Remind()
    {
        if (reminded) return;
        await this.RegisterOrUpdateReminder(WakeUp, Period, Period);
        reminded = true;
    }
}
