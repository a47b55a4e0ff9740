namespace MindBot.Grains.Subscriptions;

/// <summary>What a subscription carries at the payment provider, beside the user's id, and comes back in every event about it.</summary>
public static class SubscriptionMetadata
{
    /// <summary>Which of our products it is.</summary>
    public const string ServiceName = "subscription";

    public const string OrderId = "order_id";
    public const string PlanId = "plan_id";

    /// <summary>The plan as JSON, from which a subscription can be followed even after its order was lost with a restored backup.</summary>
    public const string Plan = "plan";
}
