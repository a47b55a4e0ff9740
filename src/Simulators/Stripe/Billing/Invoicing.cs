using System.Collections.Immutable;
using MindBot.Simulators.Stripe.Catalog;
using MindBot.Simulators.Stripe.Payments;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary>Writes invoices.</summary>
internal static class Invoicing
{
    /// <summary>The line of a whole period of a subscription.</summary>
    public static InvoiceLine PeriodLine(StripeWork work, SimulatedSubscription subscription)
    {
        var price = work.Get<SimulatedPrice>(subscription.Price);
        var name = work.Get<SimulatedProduct>(price.Product).Name;
        return new InvoiceLine(work.Ids.InvoiceLine(), $"{subscription.Quantity} × {name}", price.UnitAmount * subscription.Quantity, price.Id,
            subscription.Quantity, subscription.PeriodStart, subscription.PeriodEnd);
    }

    /// <summary>Makes a subscription's next invoice of what has gathered and these lines. It is a draft.</summary>
    /// <returns>The subscription with its invoice, its one-time discounts used up.</returns>
    public static SimulatedSubscription Draft(StripeWork work, SimulatedSubscription subscription, string reason, params ReadOnlySpan<InvoiceLine> lines)
    {
        var valid = subscription.Discounts.RemoveAll(id => work.Get<SimulatedDiscount>(id).EndsAt <= work.Now);
        var period = lines.ToArray().Where(line => !line.IsProration).Sum(line => line.Amount);
        var off = valid.Aggregate(0L, (sum, id) => sum + Coupon(work, id).Off(period - sum));

        var invoice = work.Save(new SimulatedInvoice(
            work.Ids.Invoice(), subscription.Customer, subscription.Id, reason, subscription.Currency, work.Now)
        {
            Number = work.Ids.InvoiceNumber(),
            Status = SimulatedInvoice.Draft,
            Lines = [.. subscription.Pending, .. lines],
            Discounts = period > 0 ? valid : [],
            DiscountAmount = off,
            SubscriptionMetadata = subscription.Metadata,
            StartingBalance = work.Get<SimulatedCustomer>(subscription.Customer).Balance,
        });
        return subscription with
        {
            LatestInvoice = invoice.Id,
            Pending = [],
            PeriodAmount = period > 0 ? period - off : subscription.PeriodAmount,
            Discounts = period > 0 ? valid.RemoveAll(id => Coupon(work, id).Duration == "once") : valid,
        };
    }

    /// <summary>From now on it can be paid. The customer's balance pays first; below zero it gets what is left over.</summary>
    public static SimulatedInvoice Finalize(StripeWork work, SimulatedInvoice invoice)
    {
        var customer = work.Get<SimulatedCustomer>(invoice.Customer);
        var owed = invoice.Total + customer.Balance;
        var due = Math.Max(0, owed);
        if (owed - due != customer.Balance) customer = work.Save(customer with { Balance = owed - due });
        invoice = invoice with
        {
            Status = SimulatedInvoice.Open,
            AmountDue = due,
            StartingBalance = owed - invoice.Total,
            EndingBalance = customer.Balance,
            FinalizedAt = work.Now,
        };
        return work.Save(due > 0 ? invoice with { Intent = NewIntent(work, invoice).Id } : invoice);
    }

    public static SimulatedInvoice Void(StripeWork work, SimulatedInvoice invoice)
    {
        if (work.Find<SimulatedIntent>(invoice.Intent) is { Status: not (SimulatedIntent.Succeeded or SimulatedIntent.Canceled) } intent)
            Payment.Cancel(work, intent, "void_invoice");
        return work.Save(invoice with { Status = SimulatedInvoice.Void, VoidedAt = work.Now, NextAttemptAt = null });
    }

    private static SimulatedIntent NewIntent(StripeWork work, SimulatedInvoice invoice)
    {
        var id = work.Ids.PaymentIntent();
        var method = Collection.DefaultPaymentMethod(work, invoice);
        var intent = work.Save(new SimulatedIntent(id, work.Ids.ClientSecret(id), invoice.AmountDue, invoice.Currency, work.Now)
        {
            Customer = invoice.Customer,
            Invoice = invoice.Id,
            PaymentMethod = method,
            Status = method is null ? SimulatedIntent.RequiresPaymentMethod : SimulatedIntent.RequiresConfirmation,
            SetupFutureUsage = "off_session",
            Description = invoice.Reason == "subscription_create" ? "Subscription creation" : "Subscription update",
        });
        work.Emit("payment_intent.created", PaymentIntentWire.Of(work, intent));
        return intent;
    }

    private static SimulatedCoupon Coupon(StripeWork work, string discount) => work.Get<SimulatedCoupon>(work.Get<SimulatedDiscount>(discount).Coupon);
}
