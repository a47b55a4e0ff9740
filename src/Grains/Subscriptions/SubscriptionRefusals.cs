namespace MindBot.Grains.Subscriptions;

internal static class SubscriptionRefusals
{
    public static readonly Refusal NoSubscription = new(RefusalCodes.NoSubscription, "You have no subscription.");

    public static readonly Refusal NotActive =
        new(RefusalCodes.SubscriptionNotActive, "Only an active subscription can be put on another plan.");

    public static readonly Refusal NotCancelled =
        new(RefusalCodes.SubscriptionNotCancelled, "Your subscription is not being cancelled: there is nothing to take back.");

    public static readonly Refusal PaymentUnavailable =
        new(RefusalCodes.PaymentUnavailable, "The payment provider does not answer at the moment. Nothing was charged twice; try again.");

    public static readonly Refusal OtherOrder = new(
        RefusalCodes.IdempotencyKeyReused, "This Idempotency-Key belongs to another subscription. Use a new key for a new subscription.");

    public static Refusal AlreadySubscribed(SubscriptionPlan plan) =>
        new(RefusalCodes.AlreadySubscribed, $"You are subscribed to {plan.Name} already.");

    public static Refusal Pending(SubscriptionPlan plan) => new(
        RefusalCodes.SubscriptionPending,
        $"The payment provider has not answered yet what became of your order of {plan.Name}. Repeat that order to find out, or try again later.");

    public static Refusal Declined(string? message) => new(RefusalCodes.PaymentDeclined, message ?? "The payment was declined.");
}
