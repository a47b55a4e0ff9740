using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary>From one status of a subscription to the next.</summary>
internal static class Lifecycle
{
    public static SimulatedSubscription Change(
        StripeWork work, SimulatedSubscription before, SimulatedSubscription after, string eventType = "customer.subscription.updated") =>
        Change(work, SubscriptionWire.Of(work, before), after, eventType);

    /// <summary>Its time has come: a first payment was waited for in vain, or a period is over.</summary>
    public static void Due(StripeWork work, SimulatedSubscription subscription)
    {
        if (subscription.Status == SimulatedSubscription.Incomplete) Expire(work, subscription);
        else if (subscription.CancelAtPeriodEnd) End(work, subscription, SimulatedSubscription.Canceled, "cancellation_requested");
        else Renew(work, subscription);
    }

    /// <summary>Its latest invoice is paid.</summary>
    /// <param name="before">What it was before the payment.</param>
    public static void Paid(StripeWork work, SimulatedSubscription subscription, JsonObject before)
    {
        if (subscription.IsEnded) return;
        var isResumed = subscription.Status == SimulatedSubscription.Paused;
        var active = work.Save(subscription with { Status = SimulatedSubscription.Active });
        var after = SubscriptionWire.Of(work, active);
        if (isResumed) work.Emit("customer.subscription.resumed", after);
        if (!JsonNode.DeepEquals(before, after)) work.Emit("customer.subscription.updated", after, before);
    }

    public static SimulatedSubscription End(StripeWork work, SimulatedSubscription subscription, string status, string reason)
    {
        CloseInvoice(work, subscription);
        return Change(work, subscription, Ended(work, subscription, status, reason), "customer.subscription.deleted");
    }

    /// <summary>No retry is left.</summary>
    public static void GiveUp(StripeWork work, SimulatedSubscription subscription)
    {
        if (subscription.Status != SimulatedSubscription.PastDue) return;
        if (work.Options.KeepUnpaidSubscriptions)
            Change(work, subscription, subscription with { Status = SimulatedSubscription.Unpaid });
        else
            End(work, subscription, SimulatedSubscription.Canceled, "payment_failed");
    }

    /// <summary>Nothing is invoiced until it is resumed.</summary>
    public static SimulatedSubscription Pause(StripeWork work, SimulatedSubscription subscription) =>
        Change(work, subscription, subscription with { Status = SimulatedSubscription.Paused }, "customer.subscription.paused");

    /// <summary>A new period begins; it is active again as soon as that is paid.</summary>
    public static SimulatedSubscription Resume(StripeWork work, SimulatedSubscription subscription)
    {
        var renewed = Restarted(work, subscription, subscription.Price);
        renewed = work.Save(Invoicing.Draft(work, renewed, "subscription_update", Invoicing.PeriodLine(work, renewed)));
        var invoice = Collection.Try(work, Invoicing.Finalize(work, work.Get<SimulatedInvoice>(renewed.LatestInvoice!)), isOffSession: true);
        if (invoice.Status != SimulatedInvoice.Paid)
        {
            Invoicing.Void(work, invoice);
            return work.Save(subscription);
        }
        return work.Get<SimulatedSubscription>(subscription.Id);
    }

    /// <summary>With periods that are counted from now.</summary>
    public static SimulatedSubscription Restarted(StripeWork work, SimulatedSubscription subscription, string price) => subscription with
    {
        Price = price,
        Anchor = work.Now,
        Periods = 1,
        PeriodStart = work.Now,
        PeriodEnd = work.Get<SimulatedPrice>(price).After(work.Now, 1),
    };

    private static void Renew(StripeWork work, SimulatedSubscription subscription)
    {
        var periods = subscription.Periods + 1;
        var isPauseOver = subscription.ResumesAt <= work.Now;
        var renewed = subscription with
        {
            Periods = periods,
            PeriodStart = subscription.PeriodEnd,
            PeriodEnd = work.Get<SimulatedPrice>(subscription.Price).After(subscription.Anchor, periods),
            PauseBehavior = isPauseOver ? null : subscription.PauseBehavior,
            ResumesAt = isPauseOver ? null : subscription.ResumesAt,
        };
        renewed = Invoicing.Draft(work, renewed, "subscription_cycle", Invoicing.PeriodLine(work, renewed));
        renewed = Change(work, subscription, renewed);

        var invoice = work.Get<SimulatedInvoice>(renewed.LatestInvoice!);
        if (renewed.PauseBehavior == "void") Invoicing.Void(work, invoice);
        else if (renewed.PauseBehavior == "mark_uncollectible") work.Save(invoice with { Status = SimulatedInvoice.Uncollectible });
        else if (renewed.PauseBehavior is null && renewed.Status != SimulatedSubscription.Unpaid)
            Collection.Automatically(work, Invoicing.Finalize(work, invoice));
    }

    private static void Expire(StripeWork work, SimulatedSubscription subscription)
    {
        CloseInvoice(work, subscription);
        Change(work, subscription, Ended(work, subscription, SimulatedSubscription.IncompleteExpired, "payment_failed"));
    }

    private static SimulatedSubscription Ended(StripeWork work, SimulatedSubscription subscription, string status, string reason) => subscription with
    {
        Status = status,
        CanceledAt = subscription.CanceledAt ?? work.Now,
        EndedAt = work.Now,
        CancellationReason = reason,
    };

    /// <summary>Nobody collects any more; a first invoice that was never paid is void.</summary>
    private static void CloseInvoice(StripeWork work, SimulatedSubscription subscription)
    {
        if (work.Find<SimulatedInvoice>(subscription.LatestInvoice) is not { Status: SimulatedInvoice.Open } open) return;
        if (subscription.Status == SimulatedSubscription.Incomplete) Invoicing.Void(work, open);
        else work.Save(open with { NextAttemptAt = null });
    }

    private static SimulatedSubscription Change(StripeWork work, JsonObject before, SimulatedSubscription after, string eventType)
    {
        work.Save(after);
        var isUpdate = eventType == "customer.subscription.updated";
        work.Emit(eventType, SubscriptionWire.Of(work, after), isUpdate ? before : null);
        return after;
    }
}
