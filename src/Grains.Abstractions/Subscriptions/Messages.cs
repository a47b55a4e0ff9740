using MindBot.Grains.Coupons;

namespace MindBot.Grains.Subscriptions;

/// <summary>What is subscribed to, as the catalog had it at the moment of the order.</summary>
/// <param name="PriceCents">Minor units, per interval.</param>
/// <param name="Interval"><c>month</c> or <c>year</c>.</param>
/// <param name="GraceDays">How long the tier stays while a renewal is not paid, from when it became so.</param>
[GenerateSerializer, Immutable, Alias("mindbot.SubscriptionPlan")]
public sealed record SubscriptionPlan(
    [property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] Tier Tier, [property: Id(3)] long PriceCents,
    [property: Id(4)] string Currency, [property: Id(5)] string Interval, [property: Id(6)] int GraceDays);

/// <param name="OrderId">Names the order, and is the payment provider's idempotency key.</param>
/// <param name="PaymentMethodId">Pays this invoice, once the client has confirmed it, and the later ones.</param>
/// <param name="PayAtOnce">The client does not confirm: the payment method pays now.</param>
/// <param name="Coupon">Takes something off the first invoice.</param>
[GenerateSerializer, Immutable, Alias("mindbot.SubscribeRequest")]
public sealed record SubscribeRequest(
    [property: Id(0)] string OrderId, [property: Id(1)] SubscriptionPlan Plan, [property: Id(2)] string? PaymentMethodId = null,
    [property: Id(3)] CouponTerms? Coupon = null, [property: Id(4)] bool PayAtOnce = false);

[GenerateSerializer, Immutable, Alias("mindbot.SubscriptionReply")]
public sealed record SubscriptionReply([property: Id(0)] SubscriptionView? Subscription, [property: Id(1)] Refusal? Refusal);

/// <param name="Status">The payment provider's word: incomplete, trialing, active, past_due, unpaid, paused, canceled or incomplete_expired.</param>
/// <param name="ClientSecret">Confirms the payment that is due; null when there is none to confirm.</param>
/// <param name="AmountDueCents">Minor units still to be paid; 0 when it is paid.</param>
[GenerateSerializer, Immutable, Alias("mindbot.SubscriptionView")]
public sealed record SubscriptionView(
    [property: Id(0)] string Id, [property: Id(1)] string Status, [property: Id(2)] SubscriptionPlan Plan,
    [property: Id(3)] DateTimeOffset CurrentPeriodEnd, [property: Id(4)] bool CancelAtPeriodEnd, [property: Id(5)] string? ClientSecret,
    [property: Id(6)] long AmountDueCents);

/// <summary>That something happened to a subscription.</summary>
/// <param name="Status">Its status then, where the event says it.</param>
/// <param name="At">When it happened.</param>
[GenerateSerializer, Immutable, Alias("mindbot.SubscriptionNotice")]
public sealed record SubscriptionNotice(
    [property: Id(0)] string SubscriptionId, [property: Id(1)] string? Status, [property: Id(2)] DateTimeOffset At);
