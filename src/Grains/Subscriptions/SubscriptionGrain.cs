using Microsoft.Extensions.Logging;
using MindBot.Gateways.Stripe;
using Orleans.Runtime;

namespace MindBot.Grains.Subscriptions;

/// <inheritdoc cref="ISubscriptionGrain"/>
/// <remarks>
/// Stripe's events come unordered, and repeats of a request are answered with what was true the first time. So no event's content is
/// believed: each makes the grain fetch the subscription, one turn after the other, and what was fetched last is the newest there is.
/// </remarks>
public sealed partial class SubscriptionGrain(
    [PersistentState("subscription", GrainStorageName.Default)] IPersistentState<SubscriptionState> state,
    IPaymentGateway payments, TimeProvider clock, ILogger<SubscriptionGrain> log) : Grain, ISubscriptionGrain
{
    /// <summary>Of one call, however often it asks the payment provider.</summary>
    private static readonly TimeSpan ProviderLimit = TimeSpan.FromSeconds(10);

    private string UserId => this.GetPrimaryKeyString();

    private SubscriptionState Known => state.State;

    private SubscriptionRecord? Record => state.State.Record;

    public Task<Tier> GetTier() => Task.FromResult(SubscriptionRules.TierAt(Record, clock.GetUtcNow()));

    public Task<SubscriptionReply> Create(SubscribeRequest request) => AskingProvider(async limited =>
    {
        if (Known.Order?.OrderId == request.OrderId && !IsSame(request, Known.Order)) return Refuse(SubscriptionRefusals.OtherOrder);
        await RefreshIdle(limited);
        if (!IsRepeat(request))
        {
            if (await MakeRoom(limited) is { } refusal) return Refuse(refusal);
            await Order(request);
        }

        if (!Known.Order!.IsAnswered && await Place(limited) is { } refused) return Refuse(refused);
        await SettleCoupon();
        return Known.Order!.DeclineMessage is { } declined && (Record is null || !SubscriptionRules.IsPaid(Record.Status))
            ? Refuse(SubscriptionRefusals.Declined(declined))
            : Answer();
    });

    public async Task<SubscriptionReply> Current()
    {
        // An answer from memory is better than none.
        if (IsInDoubt()) await AskingProvider(async limited =>
        {
            await Refresh(limited);
            return Answer();
        });
        return Record is null || SubscriptionRules.HasEnded(Record.Status) ? Refuse(SubscriptionRefusals.NoSubscription) : Answer();
    }

    public Task<SubscriptionReply> Cancel() => AskingProvider(async limited =>
    {
        await RefreshIdle(limited);
        if (Record is not { } current || SubscriptionRules.HasEnded(current.Status)) return Refuse(SubscriptionRefusals.NoSubscription);
        if (!current.CancelAtPeriodEnd) await End(current, atPeriodEnd: !SubscriptionRules.IsIdle(current.Status), limited);
        return Answer();
    });

    public Task<SubscriptionReply> Resume(string operationId) => AskingProvider(async limited =>
    {
        // It may have been cancelled at the provider's own desk a moment ago.
        if (Record is { CancelAtPeriodEnd: false } && Known.ResumedBy != operationId) await Refresh(limited);
        if (Record is not { } current || SubscriptionRules.HasEnded(current.Status)) return Refuse(SubscriptionRefusals.NoSubscription);
        if (!current.CancelAtPeriodEnd) return Known.ResumedBy == operationId ? Answer() : Refuse(SubscriptionRefusals.NotCancelled);
        if (Known.ResumedBy != operationId) await state.Store(Known with { ResumedBy = operationId });
        await Follow(await payments.UndoCancellation(current.Id, limited) ?? throw Unknown(current));
        return SubscriptionRules.HasEnded(Record!.Status) ? Refuse(SubscriptionRefusals.NoSubscription) : Answer();
    });

    public Task<SubscriptionReply> ChangePaymentMethod(string operationId, string paymentMethodId) => AskingProvider(async limited =>
    {
        await RefreshIdle(limited);
        if (Record is not { } current || SubscriptionRules.HasEnded(current.Status)) return Refuse(SubscriptionRefusals.NoSubscription);
        var result = await payments.ChangePaymentMethod(current.Id, paymentMethodId, operationId, limited);
        await Follow(result.Subscription ?? throw Unknown(current));
        await SettleCoupon();
        return result.DeclineMessage is { } declined ? Refuse(SubscriptionRefusals.Declined(declined)) : Answer();
    });

    public Task<SubscriptionReply> ChangePlan(string operationId, SubscriptionPlan plan) => AskingProvider(async limited =>
    {
        if (Record is not { } current || SubscriptionRules.HasEnded(current.Status)) return Refuse(SubscriptionRefusals.NoSubscription);
        if (!SubscriptionRules.IsPaid(current.Status)) return Refuse(SubscriptionRefusals.NotActive);
        if (current.Plan.Id == plan.Id && Known.Change is null) return Answer();

        if (Known.Change is not { } change || change.Plan.Id != plan.Id)
        {
            change = new PlanChange { OperationId = operationId, Plan = plan, PriceId = await payments.EnsurePrice(PriceOf(plan), limited) };
            await state.Store(Known with { Change = change });
        }

        var result = await payments.ChangeSubscription(current.Id, change.PriceId, change.OperationId, limited);
        if (result.DeclineMessage is { } declined)
        {
            await state.Store(Known with { Change = null });
            return Refuse(SubscriptionRefusals.Declined(declined));
        }

        await Follow(result.Subscription!);
        return Answer();
    });

    private static SubscriptionReply Refuse(Refusal refusal) => new(null, refusal);

    private static PaymentGatewayException Unknown(SubscriptionRecord current) => new($"The payment provider does not know {current.Id}.");

    private static PlanPrice PriceOf(SubscriptionPlan plan) => new(plan.Id, plan.Name, plan.PriceCents, plan.Currency, plan.Interval);

    private SubscriptionReply Answer() => new(
        new SubscriptionView(
            Record!.Id, Record.Status, Record.Plan, Record.CurrentPeriodEnd, Record.CancelAtPeriodEnd, Record.ClientSecret,
            Record.AmountDueCents),
        null);

    /// <summary>An outage of the payment provider is refused as such.</summary>
    private async Task<SubscriptionReply> AskingProvider(Func<CancellationToken, Task<SubscriptionReply>> operation)
    {
        using var limit = new CancellationTokenSource(ProviderLimit, clock);
        try
        {
            return await operation(limit.Token);
        }
        catch (Exception failure) when (failure is PaymentGatewayUnavailable or PaymentGatewayException or OperationCanceledException)
        {
            log.LogError(failure, "The payment provider could not be asked about the subscription of {UserId}", UserId);
            return Refuse(SubscriptionRefusals.PaymentUnavailable);
        }
    }
}
