namespace MindBot.Gateways.Stripe;

/// <summary>The metadata by which an intent, and every webhook about it, is recognised as ours.</summary>
public static class PaymentMetadata
{
    public const string Service = "mindbot_service";
    public const string UserId = "user_id";
    public const string TimeCardId = "time_card_id";

    /// <summary>The value of <see cref="Service"/> for a time card.</summary>
    public const string TimeCardPurchase = "time_card_purchase";

    /// <summary>The metadata of a time card's purchase.</summary>
    /// <param name="service">Which of our products is bought, e.g. <see cref="TimeCardPurchase"/>.</param>
    public static IReadOnlyDictionary<string, string> For(string service, string userId, string timeCardId) =>
        new Dictionary<string, string> { [Service] = service, [UserId] = userId, [TimeCardId] = timeCardId };
}
