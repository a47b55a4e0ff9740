using MindBot.Simulators.Stripe.Billing;
using MindBot.Simulators.Stripe.Disputes;
using MindBot.Simulators.Stripe.State;

namespace MindBot.Simulators.Stripe.Payments;

/// <summary>What comes of an attempt to pay: the intent afterwards, its charge, their events, and what depends on them.</summary>
internal static class Payment
{
    /// <param name="intent">With a payment method.</param>
    /// <param name="isOffSession">Its holder is not there to prove anything.</param>
    public static SimulatedIntent Attempt(StripeWork work, SimulatedIntent intent, bool isOffSession)
    {
        var method = work.Get<SimulatedPaymentMethod>(intent.PaymentMethod!);
        if (!AsksHolder(method, isOffSession)) return Charge(work, intent);

        // An invoice waits for its customer; a payment without one is refused.
        if (isOffSession && intent.Invoice is null) return Decline(work, intent, TestCards.HolderAbsent);

        var waiting = work.Save(intent with { Status = SimulatedIntent.RequiresAction, LastDecline = null });
        work.Emit("payment_intent.requires_action", PaymentIntentWire.Of(work, waiting));
        Collection.NeedsAction(work, waiting);
        return waiting;
    }

    /// <summary>The holder has proven to be there, or has not.</summary>
    public static SimulatedIntent Authenticated(StripeWork work, SimulatedIntent intent, bool isProven) =>
        isProven ? Charge(work, intent) : Decline(work, intent, TestCards.HolderFailed);

    public static SimulatedIntent Cancel(StripeWork work, SimulatedIntent intent, string? reason)
    {
        var canceled = work.Save(intent with { Status = SimulatedIntent.Canceled, CanceledAt = work.Now, CancellationReason = reason });
        work.Emit("payment_intent.canceled", PaymentIntentWire.Of(work, canceled));
        return canceled;
    }

    private static bool AsksHolder(SimulatedPaymentMethod method, bool isOffSession) => method.TestCard.Authentication switch
    {
        Authentication.Always => true,
        Authentication.UntilSetUp => !(isOffSession && method.IsSetUp),
        _ => false,
    };

    private static SimulatedIntent Charge(StripeWork work, SimulatedIntent intent)
    {
        var method = work.Get<SimulatedPaymentMethod>(intent.PaymentMethod!);
        if (method.TestCard.Decline is { } decline) return Decline(work, intent, decline);

        var charge = NewCharge(work, intent);
        work.Save(charge);
        Use(work, method, intent);
        var paid = work.Save(intent with { Status = SimulatedIntent.Succeeded, LatestCharge = charge.Id, LastDecline = null });
        work.Emit("payment_intent.succeeded", PaymentIntentWire.Of(work, paid));
        Collection.Paid(work, paid);
        if (method.TestCard.Dispute is { } complaint) Dispute.Open(work, charge, complaint);
        return paid;
    }

    private static SimulatedIntent Decline(StripeWork work, SimulatedIntent intent, SimulatedDecline decline)
    {
        var charge = work.Save(NewCharge(work, intent) with { Decline = decline });
        var declined = work.Save(intent with
        {
            Status = SimulatedIntent.RequiresPaymentMethod,
            PaymentMethod = null,
            LatestCharge = charge.Id,
            LastDecline = decline,
        });
        work.Emit("payment_intent.payment_failed", PaymentIntentWire.Of(work, declined));
        Collection.Failed(work, declined);
        return declined;
    }

    /// <summary>A paid card is its customer's when that was asked for; otherwise it was good for this once.</summary>
    private static void Use(StripeWork work, SimulatedPaymentMethod method, SimulatedIntent intent)
    {
        var isToBeSaved = intent is { Customer: not null, SetupFutureUsage: not null };
        work.Save(method with
        {
            Customer = isToBeSaved ? intent.Customer : method.Customer,
            IsSpent = true,
            IsSetUp = method.IsSetUp || intent.SetupFutureUsage == "off_session",
        });
    }

    private static SimulatedCharge NewCharge(StripeWork work, SimulatedIntent intent) => new(
        work.Ids.Charge(), intent.Id, intent.Amount, intent.Currency, work.Get<SimulatedPaymentMethod>(intent.PaymentMethod!).Card, work.Now)
    {
        Customer = intent.Customer,
        PaymentMethod = intent.PaymentMethod,
        Description = intent.Description,
        ReceiptEmail = intent.ReceiptEmail,
        Metadata = intent.Metadata,
    };
}
