namespace MindBot.Gateways.Stripe;

/// <summary>Stripe's statuses of a subscription; strings, because Stripe may add some.</summary>
public static class SubscriptionStatus
{
    /// <summary>The first invoice is not paid yet; after 23 hours <see cref="IncompleteExpired"/>.</summary>
    public const string Incomplete = "incomplete";
    public const string IncompleteExpired = "incomplete_expired";
    public const string Trialing = "trialing";
    public const string Active = "active";
    public const string PastDue = "past_due";
    public const string Canceled = "canceled";
    public const string Unpaid = "unpaid";
    public const string Paused = "paused";
}
