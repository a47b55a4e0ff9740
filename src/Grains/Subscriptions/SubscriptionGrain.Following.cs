using Microsoft.Extensions.Logging;
using MindBot.Gateways.Stripe;

namespace MindBot.Grains.Subscriptions;

public sealed partial class SubscriptionGrain
{
    /// <summary>Clients poll; the provider need not hear of each time.</summary>
    private static readonly TimeSpan PollPause = TimeSpan.FromSeconds(2);

    private DateTimeOffset? refreshedAt;

    public async Task Notice(SubscriptionNotice notice)
    {
        if (Record?.Id != notice.SubscriptionId || !SubscriptionRules.HasEnded(Record.Status))
        {
            if (await payments.RetrieveSubscription(notice.SubscriptionId) is not { } found)
                log.LogError("The payment provider told of {SubscriptionId} but does not know it", notice.SubscriptionId);
            else if (Record?.Id == found.Id) await Follow(found, notice);
            else await Adopt(found, notice);
        }

        await EndIfTerminated();
        await SettleCoupon();
    }

    public async Task Terminate()
    {
        if (!state.RecordExists)
        {
            DeactivateOnIdle();
            return;
        }

        if (!Known.IsTerminated) await state.Store(Known with { IsTerminated = true });
        await EndIfTerminated();
        await SettleCoupon(abandoned: true);
    }

    /// <summary>
    /// A subscription that is not the known one: of an order whose answer was lost, or whose record was lost with a restored backup. While it
    /// is incomplete nobody can have paid it; the order's own repeat finds it.
    /// </summary>
    private async Task Adopt(Subscription found, SubscriptionNotice notice)
    {
        if (found.Status == SubscriptionStatus.Incomplete || !IsOurs(found)) return;
        var order = Known.Order is { IsAnswered: false } open && open.OrderId == Metadata(found, SubscriptionMetadata.OrderId) ? open : null;
        if (order is null && SubscriptionRules.HasEnded(found.Status)) return;
        if (Record is { } current && !SubscriptionRules.HasEnded(current.Status))
        {
            log.LogError("{UserId} has two subscriptions: {SubscriptionId} beside {CurrentId}", UserId, found.Id, current.Id);
            return;
        }

        if ((order?.Plan ?? PlanJson.Read(found)) is not { } plan)
        {
            log.LogError("{SubscriptionId} of {UserId} does not say which plan it is", found.Id, UserId);
            return;
        }

        await state.Store(Known with
        {
            CustomerId = Known.CustomerId ?? found.CustomerId,
            Order = order is null ? Known.Order : order with { SubscriptionId = found.Id },
            Record = SubscriptionRules.Follow(null, found, plan, PastDueAt(notice), clock.GetUtcNow()),
        });
    }

    /// <summary>The known subscription is now as it was found.</summary>
    private Task Follow(Subscription found, SubscriptionNotice? notice = null)
    {
        var changed = Known.Change is { } change && change.PriceId == found.PriceId ? change : null;
        var record = SubscriptionRules.Follow(Record, found, changed?.Plan ?? Record!.Plan, PastDueAt(notice), clock.GetUtcNow());
        return record == Record && changed is null
            ? Task.CompletedTask
            : state.Store(Known with { Record = record, Change = changed is null ? Known.Change : null });
    }

    /// <summary>Ends the known subscription.</summary>
    private async Task End(SubscriptionRecord current, bool atPeriodEnd, CancellationToken limited)
    {
        if (await payments.CancelSubscription(current.Id, atPeriodEnd, limited) is { } found) await Follow(found);
        else await state.Store(Known with { Record = current with { Status = SubscriptionStatus.Canceled } });
        await SettleCoupon();
    }

    private Task EndIfTerminated() => Known.IsTerminated && Record is { } current && !SubscriptionRules.HasEnded(current.Status)
        ? End(current, atPeriodEnd: false, CancellationToken.None)
        : Task.CompletedTask;

    /// <summary>What gave no rights when the provider was asked last may have been paid since.</summary>
    private Task RefreshIdle(CancellationToken limited) =>
        Record is { } idle && SubscriptionRules.IsIdle(idle.Status) ? Refresh(limited) : Task.CompletedTask;

    private async Task Refresh(CancellationToken limited)
    {
        refreshedAt = clock.GetUtcNow();
        if (await payments.RetrieveSubscription(Record!.Id, limited) is { } found) await Follow(found);
        await SettleCoupon();
    }

    /// <summary>It may have been confirmed, or have been renewed, a moment ago.</summary>
    private bool IsInDoubt()
    {
        var now = clock.GetUtcNow();
        return Record is { } current && !SubscriptionRules.HasEnded(current.Status)
            && (current.Status == SubscriptionStatus.Incomplete || current.CurrentPeriodEnd <= now)
            && (refreshedAt is not { } last || now >= last + PollPause);
    }

    private bool IsOurs(Subscription found) =>
        Metadata(found, PaymentMetadata.Service) == SubscriptionMetadata.ServiceName && Metadata(found, PaymentMetadata.UserId) == UserId;

    private static DateTimeOffset? PastDueAt(SubscriptionNotice? notice) =>
        notice?.Status == SubscriptionStatus.PastDue ? notice.At : null;

    private static string? Metadata(Subscription subscription, string name) => subscription.Metadata.GetValueOrDefault(name);
}
