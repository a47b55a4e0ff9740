using MindBot.Grains.VoiceSessions;
using MindBot.Grains.Wallets;
using Orleans.Runtime;

namespace MindBot.Grains.Ads;

/// <inheritdoc cref="IAdsGrain"/>
public sealed class AdsGrain(
    [PersistentState("ads", GrainStorageName.Default)] IPersistentState<AdsState> state, TimeProvider clock) : Grain, IAdsGrain, IRemindable
{
    private const string Crediting = "credit";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private string UserId => this.GetPrimaryKeyString();

    private AdsState Ads => state.State;

    public async Task<int> Reserve(string sessionId)
    {
        var current = IsFor(sessionId) ? Ads : await Followed();
        var (next, percent) = AdRules.Reserve(current, sessionId, clock.GetUtcNow());
        await Store(next);
        return percent;
    }

    public async Task Release(string sessionId)
    {
        if (IsFor(sessionId) && await StageOf(sessionId) is SessionStage.None or SessionStage.Cancelled) await Store(AdRules.Free(Ads));
    }

    public async Task<AdViewReply> RecordView(AdView view, AdTerms terms)
    {
        await CreditOwed();
        var (next, reply) = AdRules.Judge(await Followed(), UserId, view, terms, clock.GetUtcNow());
        // First: once the time is owed, it is credited whoever asks or does not, whenever the process dies.
        if (next.Owed is not null) await this.RegisterOrUpdateReminder(Crediting, ReminderPeriod, ReminderPeriod);
        await Store(next);
        await CreditOwed();
        return reply;
    }

    /// <remarks>A reminder that is left finds nothing owed, and goes.</remarks>
    public Task Forget()
    {
        DeactivateOnIdle();
        return state.Forget();
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await CreditOwed();
        if (await this.GetReminder(Crediting) is { } reminder) await this.UnregisterReminder(reminder);
    }

    /// <summary>The wallet takes a card once, however often a crash in between makes this be repeated.</summary>
    private async Task CreditOwed()
    {
        if (Ads.Owed is not { } grant) return;
        var wallet = GrainFactory.GetGrain<IWalletGrain>(UserId);
        await wallet.Credit(new CreditRequest(grant.CardId, null, grant.Micros, grant.EarnedAt));
        await Store(Ads with { Owed = null });
        await wallet.ConfirmGrant(grant.CardId);
    }

    private bool IsFor(string sessionId) => Ads.Discount?.SessionId == sessionId;

    private async Task<AdsState> Followed() =>
        Ads.Discount?.SessionId is { } sessionId ? AdRules.Follow(Ads, await StageOf(sessionId), clock.GetUtcNow()) : Ads;

    private Task<SessionStage> StageOf(string sessionId) =>
        GrainFactory.GetGrain<IVoiceSessionGrain>(SessionKey.Of(UserId, sessionId)).GetStage();

    private Task Store(AdsState next) => next == Ads ? Task.CompletedTask : state.Store(next);
}
