using MindBot.Simulators.Stripe.Api;
using MindBot.Simulators.Stripe.Payments;

namespace MindBot.Simulators.Stripe.Billing;

/// <summary>Pays the invoice that a request about a subscription has made, as its <c>payment_behavior</c> wants it.</summary>
internal static class SubscriptionPayment
{
    public static void Collect(StripeCall call, SimulatedInvoice invoice, string? method)
    {
        var work = call.Work;
        var subscription = work.Get<SimulatedSubscription>(invoice.Subscription);
        var behavior = call.Parameters.Text("payment_behavior") ?? "allow_incomplete";
        if (invoice.AmountDue > 0 && behavior == "default_incomplete")
        {
            // The customer confirms the invoice's intent; until then a running subscription is behind.
            if (subscription.Status == SimulatedSubscription.Active)
                Lifecycle.Change(work, subscription, subscription with { Status = SimulatedSubscription.PastDue });
            return;
        }
        if (invoice.AmountDue > 0 && method is null)
            throw new StripeApiError(400,
                "This customer has no attached payment source or default payment method. Please consider adding a default payment method.",
                "resource_missing");

        // A running subscription's change is tried again later, as its renewals are; a beginning waits for its customer.
        if (subscription.Status != SimulatedSubscription.Incomplete && behavior == "allow_incomplete")
        {
            Collection.Automatically(work, invoice);
            return;
        }
        invoice = Collection.Try(work, invoice, isOffSession: call.Parameters.Boolean("off_session"));
        if (invoice.Status != SimulatedInvoice.Paid && behavior == "error_if_incomplete") throw Refusal(work.Get<SimulatedIntent>(invoice.Intent!));
    }

    /// <summary>The error of a payment without which nothing is to change.</summary>
    private static StripeApiError Refusal(SimulatedIntent intent) => intent.LastDecline is { } decline
        ? new StripeApiError(402, decline.Message, decline.Code, type: decline.Type) { DeclineCode = decline.DeclineCode }
        : new StripeApiError(402,
            "Payment for this subscription requires additional user action before it can be completed successfully. Payment can be completed " +
            "using the PaymentIntent associated with `subscription.latest_invoice`.", "subscription_payment_intent_requires_action", type: "card_error");
}
