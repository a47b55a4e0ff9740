using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MindBot.Grains.Metering;
using MindBot.Grains.Personas;
using MindBot.Grains.Wallets;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

/// <inheritdoc cref="IVoiceSessionGrain"/>
/// <remarks>
/// This file answers calls. <c>Meter</c> talks to the wallet, <c>Presence</c> takes what LiveKit tells, <c>Life</c> keeps time and recovers,
/// <c>Ending</c> makes the end durable and sees to it that nobody goes on talking, <c>Counting</c> that its persona's tally has it.
/// </remarks>
public sealed partial class VoiceSessionGrain(
    [PersistentState("voiceSession", GrainStorageName.Default)] IPersistentState<SessionState> state,
    IOptions<SessionOptions> options, TimeProvider clock, ILogger<VoiceSessionGrain> log) : Grain, IVoiceSessionGrain
{
    private string userId = "";
    private string sessionId = "";

    private SessionState Session => state.State;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task<SessionReply> Prepare(SessionTerms terms)
    {
        if (Session.Phase != SessionPhase.None) return Refuse(RefusalCodes.SessionIdTaken, "This session id has been used already.");
        try
        {
            // On the list first: somebody may join as soon as it is stored, and then it must be found after a crash.
            await Watch.Add(Key, terms.Room);
            await state.Store(NewState(terms) with { Phase = SessionPhase.Pending, WasPending = true });
            await MakeRoom();
        }
        finally
        {
            // Also when only half of it is durable: it must expire all the same.
            Arm();
        }

        return await Answer();
    }

    public async Task<SessionReply> Start(SessionTerms terms)
    {
        if (Session.Phase is not (SessionPhase.None or SessionPhase.Ended) && Session.Room != terms.Room)
            return Refuse(RefusalCodes.SessionInOtherRoom, $"This session belongs to the room {Session.Room}.");
        if (Session.Phase == SessionPhase.Live) await TakeSignOfLife();
        if (Session.Phase == SessionPhase.Ended) return Finished();
        if (Session.Phase != SessionPhase.Live)
        {
            if (await GoLive(terms) is { } refusal) return refusal;
            await Room.Occupy(userId, sessionId);
        }

        return Session.Phase == SessionPhase.Ended ? Finished() : await Answer();
    }

    public async Task<SessionReply> End(long? reportedMs)
    {
        if (Session.Phase is SessionPhase.Pending or SessionPhase.Live && reportedMs > Session.LimitMs)
            return Refuse(
                RefusalCodes.DurationTooLong, $"duration_seconds is more than this session may last ({Session.LimitMs / 1000} seconds).");
        // The wallet may never have heard of it: then it is pending still, and is to be ended as such.
        if (Session.Phase == SessionPhase.Live && epoch == 0) await Recover();
        if (Session.Phase == SessionPhase.Pending) await GoLiveToEnd(reportedMs);
        if (Session is { Phase: SessionPhase.Live, EndsWithMs: null }) await TakeSignOfLife();
        if (Session is { Phase: SessionPhase.Live, EndsWithMs: not null }) await EndAsMadeTo();
        else if (Session.Phase == SessionPhase.Live)
        {
            // Where LiveKit saw who was there, the client is not asked.
            var closed = await Close(EndReasons.ClientEnded, Now, Evidence.Any ? null : reportedMs);
            if (closed.Verdict == SegmentVerdict.DailyLimitReached)
                return Refuse(RefusalCodes.DurationTooLong, "duration_seconds is more than what is left of this persona's daily limit.");
        }

        return Session.Phase == SessionPhase.None ? Unknown() : await Answer();
    }

    public async Task<SessionReply> Get()
    {
        if (Session.Phase == SessionPhase.Live) await TakeSignOfLife();
        return Session.Phase == SessionPhase.None ? Unknown() : await Answer();
    }

    public Task<bool> IsOpen() => Task.FromResult(Session.Phase is SessionPhase.Pending or SessionPhase.Live);

    public Task<SessionPersona?> GetPersona() => Task.FromResult(Session.Persona);

    public Task<SessionStage> GetStage() => Task.FromResult(Session switch
    {
        { Phase: SessionPhase.None } => SessionStage.None,
        { Phase: SessionPhase.Pending } => SessionStage.Pending,
        { Result.Status: "cancelled" } => SessionStage.Cancelled,
        _ => SessionStage.Started,
    });

    public async Task Wake()
    {
        // It is on the list as an open one: another activation may have stored what this one has not seen. Off the list nobody would ever end it.
        if (Session.Phase is SessionPhase.None) await state.ReadStateAsync();
        if (Session.Phase is SessionPhase.Pending or SessionPhase.Live)
        {
            // Whoever wakes it has reason to think that what failed works again.
            failures = 0;
            Arm();
        }
        else if (!IsCarryingOut) await Watch.Remove(Key);
        else if (timer is null)
        {
            // The crash may have come before either.
            await Room.Release(userId, sessionId);
            await CarryOut();
        }
    }

    public Task Replaced() => Session.Phase == SessionPhase.Pending ? Guarded(() => Cancel(EndReasons.Superseded)) : Task.CompletedTask;

    public Task PlanChanged(WalletPlan hint)
    {
        if (hint.LastUserSign > lastSign) lastSign = hint.LastUserSign.Value;
        if (Session.Phase != SessionPhase.Live) return Task.CompletedTask;
        if (hint.LastUserSign > Session.UnattendedSince) return Guarded(TakeSignOfLife);
        if (!TryFollow(hint)) return Guarded(() => Tick(checkpoint: true));
        // Others' comings and goings must neither hasten nor put off what is tried again, or waited for.
        if (Running && failures == 0) Arm();
        return Task.CompletedTask;
    }

    /// <returns>False: what is known here is not what the hint is about, and the wallet has to be asked.</returns>
    private bool TryFollow(WalletPlan hint)
    {
        if (!hint.Unchanged || epoch == 0 || plan is null || segment is not { Exhausted: false, AtDailyLimit: false }) return false;
        if (hint.At < plan.At) return true;
        // Which of two words from the same millisecond is the later one is not known: the nearer time is asked about when it comes.
        var isNewer = hint.At > plan.At;
        plan = hint with { ExhaustsAt = isNewer ? hint.ExhaustsAt : Nearer(hint.ExhaustsAt, plan.ExhaustsAt) };
        segment = segment with { DailyLimitAt = isNewer ? hint.DailyLimitAt : Nearer(hint.DailyLimitAt, segment.DailyLimitAt) };
        // No checkpoint may come between a stop that moves away and one that comes near again: that one is worth another warning.
        warnedSeconds = SessionDeadlines.Rearmed(StopAt, warnedSeconds, Now);
        return true;

        static DateTimeOffset? Nearer(DateTimeOffset? one, DateTimeOffset? other) => one < other ? one : other ?? one;
    }

    /// <summary>When there is nothing to charge, or nothing to charge it from, the session is cancelled. What the client reports is at most the session's age.</summary>
    private async Task GoLiveToEnd(long? reportedMs)
    {
        var terms = new SessionTerms(Session.Room, Session.RatePermille, Session.LimitMs);
        if (reportedMs is > 0 && !await IsRoomMetered()
            && await GoLive(terms, endsWithMs: Math.Clamp(Instants.ElapsedMs(Session.CreatedAt, Now), 0, reportedMs.Value)) is null) return;
        if (Session.Phase == SessionPhase.Pending) await Cancel(EndReasons.Cancelled);
    }

    /// <summary>What is more than the day's limit leaves is not charged: nobody can be asked to report less.</summary>
    private async Task EndAsMadeTo()
    {
        if (epoch == 0) await Recover();
        if (Session is not { Phase: SessionPhase.Live, EndsWithMs: { } reportedMs, StartedAt: { } at }) return;
        if (await Close(EndReasons.ClientEnded, at, Evidence.Any ? null : reportedMs) is { Verdict: SegmentVerdict.DailyLimitReached })
            await Close(EndReasons.ClientEnded, at);
    }

    /// <summary>Another session of the same room has the time already; opening this one would end it.</summary>
    private async Task<bool> IsRoomMetered() => await FindMetered() is not null;

    private async Task<OpenSession?> FindMetered() =>
        (await Wallet.GetView(signOfLife: false)).Sessions.FirstOrDefault(open => open.Room == Session.Room);

    private SessionState NewState(SessionTerms terms) => new()
    {
        Room = terms.Room,
        RatePermille = terms.RatePermille,
        CreatedAt = Now.FloorMs(),
        LimitMs = terms.LimitMs ?? options.Value.LimitMinutes * 60_000L,
        Agent = terms.Agent,
        Persona = terms.Persona,
    };

    /// <summary>One that was made without a persona takes over what its room's former session is held with; any other keeps what it was quoted.</summary>
    private SessionState Adopting(SessionTerms terms) => terms.Persona is null || Session.Persona is not null
        ? Session
        : Session with
        {
            RatePermille = terms.RatePermille,
            LimitMs = Math.Min(Session.LimitMs, terms.LimitMs ?? Session.LimitMs),
            Persona = terms.Persona,
        };

    private SessionReply Finished() => Refuse(RefusalCodes.SessionFinished, "This session is over. Start a new one with another session_id.");

    /// <summary>Ids that somebody made up must not fill the memory.</summary>
    private SessionReply Unknown()
    {
        DeactivateOnIdle();
        return Refuse(RefusalCodes.SessionNotFound, "There is no such session.");
    }

    private static SessionReply Refuse(string code, string detail) => new() { Refusal = new(code, detail) };
}
