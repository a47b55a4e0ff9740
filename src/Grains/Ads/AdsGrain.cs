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
        if (Ads.Discount is not { } discount) return 0;
        if (discount.SessionId == sessionId) return discount.Percent;
        var followed = await Follow(discount);
        if (followed is null) await state.Store(Ads with { Discount = null });
        if (followed is not { SessionId: null }) return 0;
        await state.Store(Ads with { Discount = new(followed.Percent, sessionId, clock.GetUtcNow()) });
        return followed.Percent;
    }

    public async Task Release(string sessionId)
    {
        if (Ads.Discount is not { } discount || discount.SessionId != sessionId) return;
        if (await StageOf(sessionId) is SessionStage.None or SessionStage.Cancelled)
            await state.Store(Ads with { Discount = new(discount.Percent) });
    }

    public async Task<AdViewReply> RecordView(AdView view, AdTerms terms)
    {
        await CreditOwed();
        var discount = Ads.Discount is { } known ? await Follow(known) : null;
        var current = discount == Ads.Discount ? Ads : Ads with { Discount = discount };
        var (next, reply) = AdRules.Judge(current, UserId, view, terms, clock.GetUtcNow());
        // First: once the time is owed, it is credited whoever asks or does not, whenever the process dies.
        if (next.Owed is not null) await this.RegisterOrUpdateReminder(Crediting, ReminderPeriod, ReminderPeriod);
        if (next != Ads) await state.Store(next);
        await CreditOwed();
        return reply;
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
        await state.Store(Ads with { Owed = null });
        await wallet.ConfirmGrant(grant.CardId);
    }

    private async Task<AdDiscount?> Follow(AdDiscount discount) => discount.SessionId is { } session
        ? AdRules.Follow(discount, await StageOf(session), clock.GetUtcNow())
        : discount;

    private Task<SessionStage> StageOf(string sessionId) =>
        GrainFactory.GetGrain<IVoiceSessionGrain>(SessionKey.Of(UserId, sessionId)).GetStage();
}
