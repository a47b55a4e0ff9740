using System.Collections.Immutable;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary>Another price within a period: what is left of the old one comes back, what is left of the new one is charged.</summary>
internal static class Proration
{
    /// <summary>Changes the price, and writes an invoice when one is due at once: when the interval changes, or when it is asked for.</summary>
    /// <param name="behavior">create_prorations, always_invoice or none.</param>
    /// <param name="restart">Whether a new period begins even so.</param>
    public static SimulatedSubscription Apply(
        StripeWork work, SimulatedSubscription subscription, string price, long quantity, string behavior, bool restart)
    {
        var (before, after) = (work.Get<SimulatedPrice>(subscription.Price), work.Get<SimulatedPrice>(price));
        restart |= (before.Interval, before.IntervalCount) != (after.Interval, after.IntervalCount);

        var credit = Line(work, subscription, -Share(work, subscription, subscription.PeriodAmount), $"Unused time on {Name(work, before)}");
        if (restart)
        {
            var renewed = Lifecycle.Restarted(work, subscription with { Quantity = quantity }, price);
            if (behavior != "none") renewed = renewed with { Pending = renewed.Pending.Add(credit) };
            return Invoicing.Draft(work, renewed, "subscription_update", Invoicing.PeriodLine(work, renewed));
        }

        var amount = after.UnitAmount * quantity;
        var changed = subscription with { Price = price, Quantity = quantity, PeriodAmount = amount };
        if (behavior == "none") return changed;
        var debit = Line(work, changed, Share(work, changed, amount), $"Remaining time on {Name(work, after)}");
        changed = changed with { Pending = changed.Pending.AddRange([credit, debit]) };
        return behavior == "always_invoice" ? Invoicing.Draft(work, changed, "subscription_update") : changed;
    }

    /// <summary>Of an amount, what belongs to the rest of the period.</summary>
    private static long Share(StripeWork work, SimulatedSubscription subscription, long amount) => (long)Math.Round(
        (decimal)amount * (subscription.PeriodEnd - work.Now) / (subscription.PeriodEnd - subscription.PeriodStart), MidpointRounding.AwayFromZero);

    private static InvoiceLine Line(StripeWork work, SimulatedSubscription subscription, long amount, string description) => new(
        work.Ids.InvoiceLine(), description, amount, subscription.Price, subscription.Quantity, work.Now, subscription.PeriodEnd, IsProration: true);

    private static string Name(StripeWork work, SimulatedPrice price) => work.Get<SimulatedProduct>(price.Product).Name;
}
