using Microsoft.Extensions.Logging;
using MindBot.Grains.Metering;
using MindBot.Grains.Wallets;
using Orleans.Runtime;

namespace MindBot.Grains.VoiceSessions;

public sealed partial class VoiceSessionGrain
{
    /// <summary>0 until this activation holds the session in the wallet.</summary>
    private long epoch;
    private long sequence;
    private SegmentView? segment;
    private WalletPlan? plan;
    private long startBalanceMicros;

    private IWalletGrain Wallet => GrainFactory.GetGrain<IWalletGrain>(userId);

    private ISessionLogGrain Log => GrainFactory.GetGrain<ISessionLogGrain>(userId);

    private ISessionWatchGrain Watch => GrainFactory.GetGrain<ISessionWatchGrain>(ISessionWatchGrain.ShardOf(Key));

    private string Key => this.GetPrimaryKeyString();

    private bool Running => segment is { StoppedAt: null };

    private SegmentCaller NextCall() => new(sessionId, epoch, ++sequence);

    /// <summary>
    /// Durable on both sides before it answers: first here and on the watch list, so that a crash finds it, then in the wallet.
    /// </summary>
    private async Task<SessionReply?> GoLive(SessionTerms terms, Presence? presence = null, long? endsWithMs = null)
    {
        var rate = Session.Persona is null ? terms.RatePermille ?? Session.RatePermille : Session.RatePermille;
        var view = await Wallet.GetView(signOfLife: false);
        if (view.FrozenAt is not null) return WalletFrozen();
        if (view.AvailableMicros < (rate ?? 1) * Opening.LeastMs) return InsufficientBalance();

        var live = (Session.Phase == SessionPhase.Pending ? Adopting(terms) : NewState(terms)) with
        {
            Phase = SessionPhase.Live,
            Presence = presence ?? Session.Presence,
            StartedAt = presence is null ? Now.FloorMs() : null,
            EndsWithMs = endsWithMs,
        };
        var watched = Session.Phase == SessionPhase.Pending ? Task.CompletedTask : Watch.Add(Key, terms.Room);
        try
        {
            await state.Store(live);
            await watched;
            return await Open(live, rate, live.StartedAt);
        }
        finally
        {
            // Also after a failure: what is half done is finished or withdrawn by the timer.
            Arm();
        }
    }

    /// <param name="onWordSince">When a client says that its talk began; null after an outage, in which nobody was seen.</param>
    private async Task<SessionReply?> Open(SessionState live, int? rate, DateTimeOffset? onWordSince)
    {
        (epoch, sequence) = (1, 0);
        var now = Now;
        var at = SpansOf(Evidence) is [var first, ..] ? Instants.Earlier(first.From, onWordSince ?? first.From) : onWordSince ?? now;
        var reply = await Ask(wallet => wallet.Open(
            new OpenSegment(NextCall(), live.Room, rate, at, at.FloorMs().AddMs(live.LimitMs), Present: Evidence.Any, QuotaOf(live))));
        if (RefusalOf(reply.Verdict, at) is { } refusal)
        {
            await Withdraw();
            return refusal;
        }

        (lastSign, lastCheckpoint) = (now, now);
        startBalanceMicros = reply.Plan.AvailableMicros + (reply.Segment?.ChargedMicros ?? 0);
        if (Evidence.Any && Session.Phase == SessionPhase.Live) await Measure();
        return null;
    }

    /// <summary>The wallet did not open it: as if it had never been started.</summary>
    private async Task Withdraw()
    {
        (epoch, segment) = (0, null);
        if (Session.WasPending)
        {
            await state.Store(Session with { Phase = SessionPhase.Pending, StartedAt = null, EndsWithMs = null });
            return;
        }

        await state.ClearStateAsync();
        await Watch.Remove(Key);
    }

    private Task<SegmentReply> Close(string reason, DateTimeOffset at, long? reportedMs = null) =>
        Ask(wallet => wallet.Close(NextCall(), reason, at, reportedMs));

    /// <summary>
    /// Asks the wallet and takes its word: a settlement ends this session, a newer activation ends this activation.
    /// When the wallet does not answer, the next tick takes the session over anew, since the outcome is unknown.
    /// </summary>
    private async Task<SegmentReply> Ask(Func<IWalletGrain, Task<SegmentReply>> operation)
    {
        SegmentReply reply;
        try
        {
            reply = await operation(Wallet);
        }
        catch (Exception outage) when (outage is OrleansException or TimeoutException)
        {
            epoch = 0;
            Arm();
            throw;
        }

        if (reply.Verdict == SegmentVerdict.Superseded)
        {
            log.LogWarning("Session {SessionId} lives in a newer activation; this one stops", sessionId);
            segment = null;
            Retire();
            DeactivateOnIdle();
            throw new OrleansException("The session is being taken over by another activation. Try again.");
        }

        (segment, plan) = (reply.Segment, reply.Plan);
        // Without a segment this session is over, or the wallet has never heard of it: if its end cannot be stored now, it is claimed anew.
        epoch = segment?.Epoch ?? 0;
        if (reply.Settlement is { } settlement && !(reply.Verdict == SegmentVerdict.Closed && await WasFinished())) await Finish(settlement);
        return reply;
    }

    /// <summary>Another activation, of which this one knows nothing, may have closed the session and told of its end already.</summary>
    private async Task<bool> WasFinished()
    {
        var known = Session;
        await state.ReadStateAsync();
        // That one has withdrawn it as never opened; but the wallet has metered it, so its end is to be known.
        if (Session.Phase == SessionPhase.None) state.State = known;
        Arm();
        return Session.Phase == SessionPhase.Ended;
    }

    private async Task<SessionReply> Answer()
    {
        if (Session.Result is { } result)
            return new()
            {
                BalanceMicros = result.BalanceMicros,
                ActiveCards = result.ActiveCards,
                Session = new()
                {
                    SessionId = sessionId,
                    Room = Session.Room,
                    Status = result.Status,
                    StartTime = result.StartTime,
                    EndTime = result.EndTime,
                    EndReason = result.Reason,
                    ElapsedMs = result.ElapsedMs,
                    ChargedMicros = result.ChargedMicros,
                    Pieces = result.Pieces,
                    Persona = Session.Persona,
                },
            };
        var view = await Wallet.GetView(signOfLife: false);
        var open = view.Sessions.FirstOrDefault(session => session.SessionId == sessionId);
        return new()
        {
            BalanceMicros = startBalanceMicros > 0 ? startBalanceMicros : view.AvailableMicros,
            ActiveCards = view.ActiveCards,
            Session = new()
            {
                SessionId = sessionId,
                Room = Session.Room,
                Status = Session.Phase == SessionPhase.Pending ? "pending" : "active",
                StartTime = open?.OpenedAt ?? Session.CreatedAt,
                ElapsedMs = open?.ElapsedMs ?? 0,
                ChargedMicros = open?.ChargedMicros ?? 0,
                RatePermille = open?.RatePermille ?? Session.RatePermille,
                LimitAt = open?.LimitAt,
                Paused = open is { State: not "running" },
                Persona = Session.Persona,
                LimitLeftMs = Session.Phase == SessionPhase.Pending || segment?.LimitAt is not { } limitAt
                    ? Session.LimitMs
                    : Math.Max(0, Instants.ElapsedMs(view.At, limitAt)),
            },
        };
    }

    private static SegmentQuota? QuotaOf(SessionState session) =>
        session.Persona is { DailyLimitMs: { } limitMs } persona ? new SegmentQuota(persona.Slug, limitMs) : null;

    private SessionReply? RefusalOf(SegmentVerdict verdict, DateTimeOffset at) => verdict switch
    {
        SegmentVerdict.InsufficientBalance => InsufficientBalance(),
        SegmentVerdict.WalletFrozen => WalletFrozen(),
        SegmentVerdict.TooManySessions => TooManySessions(),
        SegmentVerdict.DailyLimitReached => new() { Refusal = DailyLimits.Refuse(Session.Persona?.Name, at) },
        _ => null,
    };

    private static SessionReply TooManySessions() =>
        Refuse(RefusalCodes.TooManySessions, $"You have {Opening.MostOpen} sessions open. End one before you start another.");

    private static SessionReply WalletFrozen() => new() { Refusal = FrozenWallets.Refuse() };

    private static SessionReply InsufficientBalance() =>
        Refuse(RefusalCodes.InsufficientBalance, "Your time balance is used up. Buy or activate a time card to go on.");
}
