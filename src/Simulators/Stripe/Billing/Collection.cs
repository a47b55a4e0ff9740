using System.Text.Json.Nodes;
using MindBot.Simulators.Stripe.Payments;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary>Collects what invoices ask for, and what that does to their subscriptions.</summary>
internal static class Collection
{
    /// <summary>After a renewal could not be paid, when it is tried again: so many days after the try before.</summary>
    private static readonly int[] RetryDays = [3, 5, 7];

    /// <summary>Tries without anybody there, and plans the next try or gives up.</summary>
    public static void Automatically(StripeWork work, SimulatedInvoice invoice)
    {
        invoice = Try(work, invoice, isOffSession: true);
        if (invoice.Status == SimulatedInvoice.Paid) return;

        var tries = invoice.AutomaticAttempts + 1;
        var hasMore = tries <= RetryDays.Length;
        invoice = work.Save(invoice with
        {
            AutomaticAttempts = tries,
            NextAttemptAt = hasMore ? work.Now + (RetryDays[tries - 1] * 86_400L) : null,
        });
        if (!hasMore) Lifecycle.GiveUp(work, work.Get<SimulatedSubscription>(invoice.Subscription));
    }

    /// <summary>Tries with the payment method that the subscription, or else its customer, pays with.</summary>
    public static SimulatedInvoice Try(StripeWork work, SimulatedInvoice invoice, bool isOffSession, string? paymentMethod = null)
    {
        if (invoice.AmountDue == 0) return Settle(work, invoice);
        var intent = work.Get<SimulatedIntent>(invoice.Intent!);
        if ((paymentMethod ?? DefaultPaymentMethod(work, invoice)) is { } method)
            Payment.Attempt(work, intent with { PaymentMethod = method }, isOffSession);
        else
            Failed(work, intent);
        return work.Get<SimulatedInvoice>(invoice.Id);
    }

    public static string? DefaultPaymentMethod(StripeWork work, SimulatedInvoice invoice) =>
        Attached(work, work.Get<SimulatedSubscription>(invoice.Subscription).DefaultPaymentMethod)
        ?? Attached(work, work.Get<SimulatedCustomer>(invoice.Customer).DefaultPaymentMethod);

    /// <summary>An intent has been paid; is it an invoice's?</summary>
    public static void Paid(StripeWork work, SimulatedIntent intent)
    {
        if (work.Find<SimulatedInvoice>(intent.Invoice) is not { } invoice) return;
        var subscription = work.Get<SimulatedSubscription>(invoice.Subscription);
        if (subscription is { KeepsPaymentMethod: true, IsEnded: false })
            work.Save(subscription with { DefaultPaymentMethod = intent.PaymentMethod });
        Settle(work, invoice with { AttemptCount = invoice.AttemptCount + 1 }, before: SubscriptionWire.Of(work, subscription));
    }

    public static void Failed(StripeWork work, SimulatedIntent intent) => NotPaid(work, intent, "invoice.payment_failed");

    public static void NeedsAction(StripeWork work, SimulatedIntent intent) => NotPaid(work, intent, "invoice.payment_action_required");

    /// <summary>A free beginning has got the payment method for what follows.</summary>
    public static void SetUp(StripeWork work, SimulatedSetupIntent setup)
    {
        var subscription = work.Get<SimulatedSubscription>(setup.Subscription);
        Lifecycle.Change(work, subscription, subscription with { PendingSetupIntent = null, DefaultPaymentMethod = setup.PaymentMethod });
    }

    private static SimulatedInvoice Settle(StripeWork work, SimulatedInvoice invoice, JsonObject? before = null)
    {
        invoice = work.Save(invoice with { Status = SimulatedInvoice.Paid, PaidAt = work.Now, NextAttemptAt = null });
        work.Emit("invoice.paid", InvoiceWire.Of(work, invoice));
        var subscription = work.Get<SimulatedSubscription>(invoice.Subscription);
        if (subscription.LatestInvoice == invoice.Id) Lifecycle.Paid(work, subscription, before ?? SubscriptionWire.Of(work, subscription));
        return invoice;
    }

    private static void NotPaid(StripeWork work, SimulatedIntent intent, string eventType)
    {
        if (work.Find<SimulatedInvoice>(intent.Invoice) is not { } invoice) return;
        invoice = work.Save(invoice with { AttemptCount = invoice.AttemptCount + 1 });
        work.Emit(eventType, InvoiceWire.Of(work, invoice));

        var subscription = work.Get<SimulatedSubscription>(invoice.Subscription);
        if (subscription.Status == SimulatedSubscription.Active)
            Lifecycle.Change(work, subscription, subscription with { Status = SimulatedSubscription.PastDue });
    }

    private static string? Attached(StripeWork work, string? method) =>
        work.Find<SimulatedPaymentMethod>(method) is { Customer: not null } attached ? attached.Id : null;
}
