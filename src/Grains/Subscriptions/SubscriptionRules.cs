using MindBot.Gateways.Stripe;

namespace MindBot.Grains.Subscriptions;

/// <summary>What a subscription's status means. Statuses that Stripe may add one day are neither over, nor worth anything.</summary>
public static class SubscriptionRules
{
    public static bool HasEnded(string status) => status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;

    /// <summary>Not over, but nothing would be lost with it: never paid, or given up by Stripe as unpaid.</summary>
    public static bool IsIdle(string status) =>
        status is SubscriptionStatus.Incomplete or SubscriptionStatus.Unpaid or SubscriptionStatus.Paused;

    public static bool IsPaid(string status) => status is SubscriptionStatus.Active or SubscriptionStatus.Trialing;

    /// <summary>A renewal that was not paid keeps the tier for the plan's days of grace.</summary>
    public static Tier TierAt(SubscriptionRecord? subscription, DateTimeOffset now) => subscription switch
    {
        null => Tier.Free,
        _ when IsPaid(subscription.Status) => subscription.Plan.Tier,
        { Status: SubscriptionStatus.PastDue, PastDueSince: { } since } when now < since.AddDays(subscription.Plan.GraceDays) =>
            subscription.Plan.Tier,
        _ => Tier.Free,
    };

    /// <summary>The record after the provider was asked.</summary>
    /// <param name="former">The record of the same subscription before, if any.</param>
    /// <param name="toldPastDueAt">When it was past due according to the event that made us ask; null when the event says no such thing.</param>
    public static SubscriptionRecord Follow(
        SubscriptionRecord? former, Subscription found, SubscriptionPlan plan, DateTimeOffset? toldPastDueAt, DateTimeOffset now) => new()
        {
            Id = found.Id,
            Status = found.Status,
            Plan = plan,
            CurrentPeriodEnd = found.CurrentPeriodEnd,
            CancelAtPeriodEnd = found.CancelAtPeriodEnd,
            ClientSecret = found.ClientSecret,
            AmountDueCents = IsPaid(found.Status) || HasEnded(found.Status) ? 0 : found.AmountDueMinorUnits ?? 0,
            PastDueSince = found.Status == SubscriptionStatus.PastDue
            ? Earliest(former?.PastDueSince, BeganPastDue(found, toldPastDueAt ?? now, now))
            : null,
        };

    /// <summary>An event may be late by days and be about an earlier period's trouble; that is not counted.</summary>
    private static DateTimeOffset BeganPastDue(Subscription found, DateTimeOffset told, DateTimeOffset now)
    {
        var notBefore = found.CurrentPeriodStart < now ? found.CurrentPeriodStart : now;
        return told < notBefore ? notBefore : told > now ? now : told;
    }

    private static DateTimeOffset Earliest(DateTimeOffset? known, DateTimeOffset other) => known < other ? known.Value : other;
}
