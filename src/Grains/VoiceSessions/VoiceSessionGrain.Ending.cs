using MindBot.Grains.Metering;
using MindBot.Grains.VoiceRooms;
using MindBot.Grains.Wallets;

namespace MindBot.Grains.VoiceSessions;

public sealed partial class VoiceSessionGrain
{
    private static readonly TimeSpan LongestOrderBackoff = TimeSpan.FromMinutes(1);

    private int orders;
    private DateTimeOffset nextOrder;
    private bool evicted;

    private bool IsEvicting => Session.Eviction is not null && !evicted;

    private bool IsCarryingOut => IsEvicting || Session.Uncounted;

    private IVoiceRoomGrain Room => GrainFactory.GetGrain<IVoiceRoomGrain>(Session.Room);

    private IRoomWorkerGrain Worker => GrainFactory.GetGrain<IRoomWorkerGrain>(Session.Room);

    public async Task Evicted()
    {
        if (Session.Phase != SessionPhase.Ended) return;
        evicted = true;
        await LeaveOnceCarriedOut();
    }

    /// <summary>Stores the end once it is settled. Each step may be repeated; the watch list is left last.</summary>
    private Task Finish(SessionSettlement settlement) => Finish(new SessionResult(
        "completed", settlement.Reason, settlement.OpenedAt, settlement.ClosedAt, settlement.ElapsedMs, settlement.ChargedMicros,
        settlement.Pieces, plan!.AvailableMicros, plan.ActiveCards));

    /// <summary>Unless another activation, of which this one knows nothing, has started, ended or withdrawn it.</summary>
    private async Task Cancel(string reason)
    {
        var wasPending = Session.Phase == SessionPhase.Pending;
        await state.ReadStateAsync();
        if (Session.Phase is SessionPhase.Ended or SessionPhase.None || (wasPending && Session.Phase != SessionPhase.Pending)) return;
        var view = await Wallet.GetView(signOfLife: false);
        await Finish(new SessionResult(
            "cancelled", reason, Session.CreatedAt, Now.FloorMs(), 0, 0, [], view.AvailableMicros, view.ActiveCards));
    }

    private async Task Finish(SessionResult result)
    {
        await Log.Add(new FinishedSession(
            0, sessionId, Session.Room, result.Status, result.Reason, result.StartTime, result.EndTime, result.ElapsedMs, result.ChargedMicros,
            Session.Persona));
        await state.Store(Session with
        {
            Phase = SessionPhase.Ended,
            Result = result,
            Eviction = EvictionAfter(result.Reason),
            Uncounted = IsTallied(result),
            Agent = null,
        });
        Disarm();
        await Wallet.AcknowledgeSettlement(sessionId);
        await Log.Confirm(sessionId);
        await Room.Release(userId, sessionId);
        await CarryOut();
    }

    /// <summary>
    /// What is to be done in LiveKit after an end. Who left by themselves needs no removal, but an agent may be left alone. In a room whose session was
    /// replaced the talk goes on and nobody is removed, unless the other one is over by the time that this one learns of it: that one's end has left the room
    /// to this one then.
    /// </summary>
    private EvictionOrder? EvictionAfter(string reason) => reason is EndReasons.RoomFinished
        ? null
        : new EvictionOrder(userId, sessionId, reason, Remove: reason != EndReasons.Left);

    /// <summary>Only after the end is durable. Ordered again until LiveKit has confirmed the eviction, and the tally the count.</summary>
    private async Task CarryOut()
    {
        nextOrder = Now + TimeSpan.FromSeconds(Math.Min(LongestOrderBackoff.TotalSeconds, Math.Pow(2, Math.Min(++orders, 10))));
        if (IsEvicting) await Worker.Evict(Session.Eviction!);
        if (Session.Uncounted) await OrderCount();
        Arm();
        await LeaveOnceCarriedOut();
    }

    private async Task LeaveOnceCarriedOut()
    {
        if (IsCarryingOut) return;
        Disarm();
        await Watch.Remove(Key);
    }
}
