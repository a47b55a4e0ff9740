using System.Collections.Immutable;
using MindBot.Grains.Metering;
using Orleans.Runtime;

namespace MindBot.Grains.Wallets;

/// <inheritdoc cref="IWalletGrain"/>
public sealed class WalletGrain(
    [PersistentState("wallet", GrainStorageName.Default)] IPersistentState<WalletState> state, TimeProvider clock) : Grain, IWalletGrain
{
    private readonly WalletNotices notices = new();
    private DateTimeOffset? lastUserSign;
    private bool hasUnwritten;

    private Wallet Stored => state.State.Wallet;

    private string UserId => this.GetPrimaryKeyString();

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        hasUnwritten ? Store(Stored) : Task.CompletedTask;

    public Task<WalletView> GetView(bool signOfLife)
    {
        var wallet = Stored.Settle(clock.GetUtcNow());
        if (signOfLife)
        {
            lastUserSign = wallet.SettledUntil;
            foreach (var paused in wallet.Segments.Where(segment => segment.State == SegmentState.Paused))
                WalletHints.TellOfSign(GrainFactory, UserId, paused, wallet, wallet.SettledUntil);
        }

        return Task.FromResult(wallet.ToView(notices.Recent));
    }

    public async Task<WalletCard> Credit(CreditRequest request)
    {
        var settled = Stored.Settle(clock.GetUtcNow());
        var expiresAt = request.ExpiresAt ?? settled.SettledUntil.AddYears(1);
        var credited = Credits.Credit(
            settled, new CardGrant(request.CardId, request.Code, request.Micros, request.CreatedAt, expiresAt, request.Note), settled.SettledUntil);
        if (credited.FindCard(request.CardId) is { } known && credited.LastEntry == settled.LastEntry) return known.ToView();
        await Store(credited);
        notices.Add(settled.SettledUntil, "credited", settled.SettledUntil, cardId: request.CardId, micros: request.Micros);
        return Stored.FindCard(request.CardId)!.ToView();
    }

    public Task ConfirmGrant(string cardId) => StoreLater(Credits.ConfirmGrant(Stored, cardId));

    public Task<SegmentReply> Open(OpenSegment request) =>
        Apply(request.Caller, (wallet, caller, now) => Opening.Open(
            wallet, new OpenRequest(
                caller, request.Room, request.RatePermille, request.At, request.LimitAt, request.Present ? Basis.Presence : Basis.Server,
                request.Quota is { } quota ? new Quota(quota.Key, quota.DailyLimitMs) : null), now));

    public Task<SegmentReply> Checkpoint(SegmentCaller caller, DateTimeOffset lastSignOfLife, int? warnSecondsLeft)
    {
        var checkpoint = Apply(caller, (wallet, by, now) => Running.Checkpoint(wallet, by, lastSignOfLife, now));
        // Most have nothing to warn of and save the await.
        return warnSecondsLeft is { } seconds ? Warned(checkpoint, caller.SessionId, seconds) : checkpoint;
    }

    public async Task<SegmentReply> Pause(SegmentCaller caller, DateTimeOffset at)
    {
        var reply = await Apply(caller, (wallet, by, now) => Running.Pause(wallet, by, at, now));
        if (reply.Verdict == SegmentVerdict.Done) notices.Add(reply.Plan.At, "paused", reply.Plan.At, sessionId: caller.SessionId);
        return reply;
    }

    public Task<SegmentReply> Resume(SegmentCaller caller, DateTimeOffset from) =>
        Apply(caller, (wallet, by, now) => Running.Resume(wallet, by, from, now));

    public Task<SegmentReply> Measure(SegmentCaller caller, ImmutableArray<PresenceSpan> spans) =>
        Apply(caller, (wallet, by, now) => PresenceMeter.Measure(wallet, by, [.. Told(spans, onWord: false)], now, [.. Told(spans, onWord: true)]));

    private static IEnumerable<Span> Told(ImmutableArray<PresenceSpan> spans, bool onWord) =>
        spans.Where(span => span.OnWord == onWord).Select(span => new Span(span.From, span.To));

    public Task<SegmentReply> ChangeRate(SegmentCaller caller, int ratePermille) =>
        Apply(caller, (wallet, by, now) => Running.ChangeRate(wallet, by, ratePermille, now));

    public Task<SegmentReply> Close(SegmentCaller caller, string reason, DateTimeOffset at, long? clientElapsedMs) =>
        Apply(caller, (wallet, by, now) => Closing.Close(wallet, by, reason, at, now, clientElapsedMs));

    public Task<SegmentReply> Claim(string sessionId) =>
        Apply(new SegmentCaller(sessionId, 0, 0), (wallet, by, now) => Running.Claim(wallet, by.SessionId, now));

    public Task AcknowledgeSettlement(string sessionId) => StoreLater(Closing.AcknowledgeSettlement(Stored, sessionId));

    public async Task<WalletOutbox> ReadOutbox(long acknowledged)
    {
        await StoreLater(Booking.Acknowledge(Stored, acknowledged));
        var settled = Stored.Settle(clock.GetUtcNow());
        if (settled.LastEntry != Stored.LastEntry) await Store(settled);
        return new(
            [.. settled.Outbox.Select(entry => entry.ToMessage())], settled.LastEntry, settled.AvailableMicros, settled.ProvisionalMicros,
            settled.DebtMicros);
    }

    public async Task<long> TakeBack(string cardId, long totalMicros, bool disputed, bool owedElsewhere)
    {
        await Store(Disputes.Return(Stored, cardId, totalMicros, disputed, clock.GetUtcNow(), owedElsewhere));
        return Disputes.Shortfall(Stored, cardId, totalMicros);
    }

    public Task Owe(string cardId, long totalMicros) => Store(Disputes.Owe(Stored, cardId, totalMicros, clock.GetUtcNow()));

    public Task<WalletView> Freeze(string note) => StoreAndView(WalletFreezes.Freeze(Stored, note, clock.GetUtcNow()));

    public Task<WalletView> Thaw(string note) => StoreAndView(WalletFreezes.Thaw(Stored, note, clock.GetUtcNow()));

    private async Task<WalletView> StoreAndView(Wallet next)
    {
        await Store(next);
        return Stored.ToView(notices.Recent);
    }

    private async Task<SegmentReply> Warned(Task<SegmentReply> checkpoint, string sessionId, int secondsLeft)
    {
        var reply = await checkpoint;
        if (reply is { Verdict: SegmentVerdict.Done, Segment.StoppedAt: null })
            notices.Add(reply.Plan.At, "warning", reply.Plan.At, sessionId: sessionId, secondsLeft: secondsLeft);
        return reply;
    }

    private async Task<SegmentReply> Apply(SegmentCaller caller, Func<Wallet, Caller, DateTimeOffset, Decision> rule)
    {
        var (wallet, verdict) = rule(Stored, new Caller(caller.SessionId, caller.Epoch, caller.Sequence), clock.GetUtcNow());
        if (verdict == Verdict.Done) await Store(wallet, caller.SessionId);
        return new SegmentReply
        {
            Verdict = verdict.ToMessage(),
            Plan = wallet.ToPlan(lastUserSign),
            Segment = wallet.Find(caller.SessionId)?.ToView(wallet),
            Settlement = wallet.FindSettlement(caller.SessionId)?.ToMessage(),
        };
    }

    /// <summary>Makes the change durable, then tells whom it concerns. <paramref name="asker"/> learns it from its answer.</summary>
    private async Task Store(Wallet next, string? asker = null)
    {
        var former = Stored;
        state.State = new WalletState { Wallet = next };
        try
        {
            await state.WriteStateAsync();
            hasUnwritten = false;
        }
        catch
        {
            // Memory must not run ahead of storage: the row decides, or the next activation reads it.
            if (!await state.TryReread()) DeactivateOnIdle();
            throw;
        }

        notices.Add(former, next);
        WalletHints.Send(GrainFactory, UserId, former, next, asker, lastUserSign);
    }

    /// <summary>Housekeeping that may be lost: it rides on the next write, or on the deactivation.</summary>
    private Task StoreLater(Wallet next)
    {
        if (ReferenceEquals(next, Stored)) return Task.CompletedTask;
        state.State = new WalletState { Wallet = next };
        hasUnwritten = true;
        return Task.CompletedTask;
    }
}
