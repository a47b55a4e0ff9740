namespace MindBot.Gateways.Stripe;

/// <summary>The types of the events that MindBot acts on.</summary>
public static class StripeEventType
{
    public const string PaymentIntentSucceeded = "payment_intent.succeeded";
    public const string PaymentIntentFailed = "payment_intent.payment_failed";
    public const string PaymentIntentCanceled = "payment_intent.canceled";
}
