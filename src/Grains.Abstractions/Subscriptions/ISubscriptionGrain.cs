using Orleans.Concurrency;

namespace MindBot.Grains.Subscriptions;

/// <summary>
/// A user's subscription; key: the user id. It follows the payment provider: what a webhook or a client says only makes the grain ask the
/// provider, whose answer alone changes anything. Orders are durable before the provider is asked. Every call but <see cref="GetTier"/> may
/// take 10 s: it awaits the payment provider.
/// </summary>
[Alias("mindbot.ISubscriptionGrain")]
public interface ISubscriptionGrain : IGrainWithStringKey
{
    /// <summary>
    /// Subscribes. A repeat with the same order id, or of the same order while nobody has paid it, answers the same subscription; another
    /// order replaces an unpaid one. Refused while there is a subscription that gives rights.
    /// </summary>
    [Alias("Create")]
    Task<SubscriptionReply> Create(SubscribeRequest request);

    /// <summary>The subscription that has not ended, an incomplete one included.</summary>
    [Alias("Current")]
    Task<SubscriptionReply> Current();

    /// <summary>Ends it with the period that is paid; at once when it gives no rights anyway. A repeat answers the same.</summary>
    [Alias("Cancel")]
    Task<SubscriptionReply> Cancel();

    /// <summary>Takes the cancellation back: it will be renewed after all. Refused when it is not being cancelled, or has ended. A repeat answers the same.</summary>
    /// <param name="operationId">Names this change of mind.</param>
    [Alias("Resume")]
    Task<SubscriptionReply> Resume(string operationId);

    /// <summary>
    /// Another payment method pays what is open, and everything from now on. When it is declined, the one before stays. A repeat pays nothing twice.
    /// </summary>
    /// <param name="operationId">Names this change, for the payment provider too.</param>
    [Alias("ChangePaymentMethod")]
    Task<SubscriptionReply> ChangePaymentMethod(string operationId, string paymentMethodId);

    /// <summary>Puts an active subscription on another plan at once, the difference prorated. A repeat answers the same.</summary>
    /// <param name="operationId">Names this change.</param>
    [Alias("ChangePlan")]
    Task<SubscriptionReply> ChangePlan(string operationId, SubscriptionPlan plan);

    /// <summary>Something happened to a subscription of this user. Taken in any order and any number of times.</summary>
    /// <exception cref="Exception">The payment provider cannot be asked: it has to be told again.</exception>
    [Alias("Notice")]
    Task Notice(SubscriptionNotice notice);

    /// <summary>
    /// The account is deleted: ends whatever there is at once, and whatever turns up later as soon as the provider tells of it. A repeat changes nothing.
    /// </summary>
    /// <exception cref="Exception">The payment provider cannot be asked: it has to be repeated.</exception>
    [Alias("Terminate")]
    Task Terminate();

    /// <summary>What the user may use now. From memory, never waiting for other calls.</summary>
    [Alias("GetTier"), AlwaysInterleave]
    Task<Tier> GetTier();
}
