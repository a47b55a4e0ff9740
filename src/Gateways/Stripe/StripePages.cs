namespace MindBot.Gateways.Stripe;

/// <summary>What all requests for lists and for subscriptions have in common.</summary>
internal static class StripePages
{
    /// <summary>As many as Stripe gives in one page. A payment has far fewer disputes than that.</summary>
    public const int Size = 100;

    /// <summary>What a subscription's client secrets and its amount due are in.</summary>
    public static readonly string[] OfSubscription = ["latest_invoice.confirmation_secret", "pending_setup_intent"];
}
