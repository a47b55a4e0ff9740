using System.Diagnostics;
using Microsoft.Extensions.Logging;
using MindBot.Grains.Metering;
using MindBot.Grains.Wallets;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

public sealed partial class VoiceSessionGrain
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(15);

    private IGrainTimer? timer;
    private DateTimeOffset lastCheckpoint;
    private DateTimeOffset lastSign;
    private int warnedSeconds = int.MaxValue;
    private int failures;
    private bool retired;

    /// <summary>The earliest of the pool's end, this session's own limit and its day's.</summary>
    private DateTimeOffset? StopAt => Running ? SessionDeadlines.Earliest(plan?.ExhaustsAt, NextLimit) : null;

    private DateTimeOffset NextLimit => SessionDeadlines.Earliest(segment?.LimitAt, segment?.DailyLimitAt);

    /// <summary>The last sign of life: where LiveKit tells who is there, its word alone.</summary>
    private DateTimeOffset LastSign => Evidence.Any ? seenAt : lastSign;

    private bool Attended => Now - lastSign < options.Value.Unattended;

    /// <summary>An open session goes on after any failure. What cannot be asked now is asked again by the timer.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (userId, sessionId) = SessionKey.Parse(this.GetPrimaryKeyString());
        if (Session.Phase is SessionPhase.None or SessionPhase.Ended) return;
        // Its inbox may hold events that a failure has kept from this session.
        await Room.Wake();
        if (Session.Phase == SessionPhase.Live) await Guarded(Recover);
        else Arm();
    }

    /// <summary>Whether its last checkpoint succeeded; null as long as it has not ended, and where there was nothing to confirm.</summary>
    public bool? IsConfirmedAtEnd { get; private set; }

    /// <summary>A last checkpoint, so that a planned stop costs nobody anything. Best effort: recovery does without it.</summary>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Retire();
        if (Session.Phase != SessionPhase.Live || !Running) return;
        IsConfirmedAtEnd = false;
        if (epoch == 0) return;
        await Guarded(() => Ask(wallet => wallet.Checkpoint(NextCall(), LastSign, null)));
        IsConfirmedAtEnd = failures == 0;
    }

    /// <summary>
    /// Takes the session over from a former activation. Time that nobody confirmed is free; signs of life are counted as if the
    /// downtime had not been.
    /// </summary>
    private async Task Recover()
    {
        var reply = await Ask(wallet => wallet.Claim(sessionId));
        if (reply.Verdict == SegmentVerdict.Unknown) await Reopen();
        if (reply.Verdict != SegmentVerdict.Done) return;

        var now = Now;
        sequence = 0;
        // What this activation itself has seen since the last checkpoint is not forgotten over a failed write.
        lastSign = Instants.Later(lastSign, now - (segment!.ConfirmedUntil - segment.LastSignOfLife));
        lastCheckpoint = now;
        if (Evidence.Any) await RecoverPresence();
        else if (Session.UnattendedSince is null) await Ask(wallet => wallet.Resume(NextCall(), now));
    }

    /// <summary>What LiveKit confirmed last is taken on trust for a while; it is asked who is there, and its answer counts.</summary>
    private async Task RecoverPresence()
    {
        // What the wallet has confirmed beyond that was this session's word only: they may have been gone by then.
        if (seenAt == default) seenAt = Instants.Earlier(segment!.LastSignOfLife, segment.ConfirmedUntil);
        heardAt = Instants.Later(heardAt, seenAt);
        await Worker.Look(Key);
        await Measure();
    }

    /// <summary>
    /// A crash came before the wallet heard of it. A client was told that its start failed; of a presence nobody was told anything. But a session that has
    /// been started in its room since then keeps it: whoever is there counts for that one.
    /// </summary>
    private async Task Reopen()
    {
        var isReplaced = (await FindMetered())?.OpenedAt >= Session.CreatedAt;
        if (isReplaced && Session.WasPending) await Cancel(EndReasons.Superseded);
        else if (isReplaced || !Evidence.Any) await Withdraw();
        else if (await Open(Session, Session.RatePermille, onWordSince: null) is not null) await Cancel(EndReasons.Refused);
    }

    /// <summary>Somebody named this session: it is attended, and a gap that is young enough counts after all.</summary>
    private async Task TakeSignOfLife()
    {
        if (epoch == 0) await Recover();
        if (Session.Phase != SessionPhase.Live) return;
        lastSign = Now;
        if (!Evidence.Any && Session.UnattendedSince is { } since && lastSign < since + options.Value.UnattendedGap)
        {
            await Ask(wallet => wallet.Resume(NextCall(), since));
            Arm();
            if (Session.Phase == SessionPhase.Live) await state.Store(Session with { UnattendedSince = null });
        }

        if (Session.Phase == SessionPhase.Live && Running && lastSign >= segment?.DailyLimitAt) await Checkpoint(lastSign);
        if (Session.Phase == SessionPhase.Live) await CloseAtALimit(lastSign);
    }

    /// <summary>
    /// Its own limit this session knows by itself. Where the day's is depends on the user's other sessions: only the wallet can say that it is reached.
    /// </summary>
    private async Task<bool> CloseAtALimit(DateTimeOffset now)
    {
        if (segment is { AtDailyLimit: true, StoppedAt: { } stoppedAt } && !(segment.LimitAt < stoppedAt)) await Close(EndReasons.DailyLimit, stoppedAt);
        else if (now >= segment?.LimitAt) await Close(EndReasons.SessionLimit, segment.LimitAt.Value);
        else return false;
        return true;
    }

    /// <summary>Does what is due. Timers do not decide anything: the wallet is asked, and its answer counts.</summary>
    private async Task Tick(bool checkpoint)
    {
        var now = Now;
        if (Session.Phase == SessionPhase.Ended && now >= nextOrder) await CarryOut();
        if (Session.Phase == SessionPhase.Pending && now >= Session.CreatedAt + options.Value.Pending) await Cancel(EndReasons.Cancelled);
        else if (Session.Phase == SessionPhase.Pending) await MakeRoom();
        if (Session.Phase == SessionPhase.Live && epoch == 0) await Recover();
        if (Session.Phase != SessionPhase.Live) return;
        if (Session.EndsWithMs is not null) await EndAsMadeTo();
        else if (Evidence.Any) await TickWithPresence(now, checkpoint);
        else await TickWithoutPresence(now, checkpoint);
    }

    private async Task TickWithoutPresence(DateTimeOffset now, bool checkpoint)
    {
        // The gap is charged, but that could not be noted yet.
        if (Session.UnattendedSince is not null && Running) await state.Store(Session with { UnattendedSince = null });
        if (Session.UnattendedSince is { } since)
        {
            if (now >= since + options.Value.UnattendedGap) await Close(EndReasons.Unattended, since);
            else if (checkpoint) await Ask(wallet => wallet.Checkpoint(NextCall(), lastSign, null));
        }
        else if (await CloseAtALimit(now))
            return;
        else if (checkpoint || !Attended || IsCheckpointDue(now))
        {
            await Checkpoint(now);
            // Only now: the wallet may have seen a sign of life since the last checkpoint.
            if (Session.Phase == SessionPhase.Live && Running && !Attended) await PauseUnattended(now);
        }
    }

    private bool IsCheckpointDue(DateTimeOffset now) => now >= lastCheckpoint + options.Value.Checkpoint
        || now >= SessionDeadlines.NextWarning(StopAt, warnedSeconds) || now >= plan?.ExhaustsAt
        || now >= segment?.DailyLimitAt;

    private async Task Checkpoint(DateTimeOffset now)
    {
        warnedSeconds = SessionDeadlines.Rearmed(StopAt, warnedSeconds, now);
        var warning = SessionDeadlines.DueWarning(StopAt, warnedSeconds, now);
        int? secondsLeft = warning is null ? null : (int)Math.Ceiling((StopAt!.Value - now).TotalSeconds);
        var began = Stopwatch.GetTimestamp();
        var reply = await Ask(wallet => wallet.Checkpoint(NextCall(), LastSign, secondsLeft));
        SessionMeters.CheckpointTook(began);
        lastCheckpoint = now;
        if (warning is { } warned && Session.Phase == SessionPhase.Live)
        {
            warnedSeconds = warned;
            await Worker.Warn(userId, sessionId, secondsLeft!.Value);
        }

        if (reply.Plan.LastUserSign > lastSign) lastSign = reply.Plan.LastUserSign.Value;
        if (Session.Phase == SessionPhase.Live && segment is { StoppedAt: not null } && !await CloseAtALimit(now)) await GoOnOrStop();
    }

    /// <summary>The pool ran empty. Credit that came before the stop was carried out cancels it; the gap until that credit is free.</summary>
    private async Task GoOnOrStop()
    {
        var stoppedAt = segment!.StoppedAt!.Value;
        if (plan!.AvailableMicros >= segment.RatePermille * Opening.LeastMs)
        {
            await (Evidence.Any ? AskToMeasure() : Ask(wallet => wallet.Resume(NextCall(), segment.Exhausted ? stoppedAt : Now)));
            if (Running || Session.Phase != SessionPhase.Live || await CloseAtALimit(Now)) return;
        }

        await Close(EndReasons.Exhausted, segment?.StoppedAt ?? stoppedAt);
        SessionMeters.StoppedAfter(Now - stoppedAt);
    }

    private async Task PauseUnattended(DateTimeOffset now)
    {
        await state.Store(Session with { UnattendedSince = now.FloorMs() });
        await Ask(wallet => wallet.Pause(NextCall(), now));
        log.LogInformation("Session {SessionId} of {UserId} is paused: no sign of life", sessionId, userId);
    }

    private async Task Guarded(Func<Task> step)
    {
        try
        {
            await step();
            failures = 0;
        }
        catch (Exception outage) when (outage is OrleansException or TimeoutException)
        {
            failures++;
            log.LogWarning(outage, "Session {SessionId} could not reach its wallet or storage; trying again", sessionId);
        }
        finally
        {
            // Whatever the step did or did not do, something comes next: a timer that fired early must not be the last one.
            Arm();
        }
    }

    private void Arm()
    {
        if (retired || (Session.Phase is not (SessionPhase.Live or SessionPhase.Pending) && !IsCarryingOut)) return;
        var due = NextDeadline() - Now;
        if (due < TimeSpan.FromMilliseconds(1)) due = TimeSpan.FromMilliseconds(1);
        if (timer is null)
            timer = this.RegisterGrainTimer(
                () => Guarded(() => Tick(checkpoint: false)),
                new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        else
            timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void Disarm()
    {
        timer?.Dispose();
        timer = null;
    }

    /// <summary>This activation stops: its timer must not come back.</summary>
    private void Retire()
    {
        retired = true;
        Disarm();
    }

    private DateTimeOffset NextDeadline()
    {
        // From now, not from the deadline that was missed: that one stays in the past.
        if (failures > 0) return Now + Backoff();
        if (Session.Phase == SessionPhase.Ended) return nextOrder;
        if (Session.Phase == SessionPhase.Pending)
            return SessionDeadlines.Earliest(Session.CreatedAt + options.Value.Pending, Session.Agent is null ? null : Now + LookAgain);
        if (epoch == 0) return Now;
        if (Evidence.Any) return NextWithPresence();
        if (Session.UnattendedSince is { } since && !Running) return since + options.Value.UnattendedGap;
        return SessionDeadlines.Earliest(NextRunning(), lastSign + options.Value.Unattended);
    }

    private DateTimeOffset NextRunning() => SessionDeadlines.Earliest(
        lastCheckpoint + options.Value.Checkpoint, plan?.ExhaustsAt, NextLimit, SessionDeadlines.NextWarning(StopAt, warnedSeconds));

    private TimeSpan Backoff() =>
        TimeSpan.FromSeconds(Math.Min(LongestBackoff.TotalSeconds, Math.Pow(2, Math.Min(failures, 10) - 1)));
}
