using System.ComponentModel.DataAnnotations;

namespace MindBot.WebFront.Subscriptions;

public sealed record PlansAnswer(IReadOnlyList<PlanAnswer> Plans);

/// <param name="Price">In units of the currency (dollars).</param>
public sealed record PlanAnswer(
    string Id, string Name, decimal Price, string PriceDisplay, string Currency, [property: AllowedValues("month", "year")] string Interval, IReadOnlyList<string> Features);

/// <param name="PaymentMethodId">Pays once the client has confirmed it with the client secret, as it pays every renewal.</param>
/// <param name="PayNow">Nobody confirms: the payment method pays in this call.</param>
public sealed record SubscribeBody(string? PlanId, string? PaymentMethodId = null, string? CouponCode = null, bool? PayNow = null);

public sealed record ChangePlanBody(string? PlanId);

public sealed record ChangePaymentMethodBody(string? PaymentMethodId);

/// <param name="ClientSecret">Confirms the payment while <paramref name="Status"/> is incomplete; null when nothing is to be confirmed.</param>
/// <param name="Plan">Its name.</param>
/// <param name="Amount">The list price, in units of the currency (dollars).</param>
/// <param name="AmountDue">What is still to be paid, likewise; 0 once it is paid.</param>
/// <param name="Status">Stripe's status of the subscription.</param>
public sealed record SubscribedAnswer(
    string SubscriptionId, string? ClientSecret, string Plan, decimal Amount, string Currency, string Interval, decimal AmountDue,
    string Status);

/// <param name="Plan">Its id.</param>
public sealed record CurrentSubscriptionAnswer(
    string Status, string Plan, string PlanName, DateTimeOffset CurrentPeriodEnd, bool CancelAtPeriodEnd, decimal Amount, string Currency,
    IReadOnlyList<string> Features);

public sealed record CancelledAnswer(bool Cancelled, string Message);

/// <param name="NextPayment">When it is renewed.</param>
public sealed record ResumedAnswer(bool Resumed, string Message, DateTimeOffset NextPayment);

/// <param name="UpgradeBenefits">Null for who has the highest tier.</param>
public sealed record UserSubscriptionAnswer(
    [property: AllowedValues("free", "premium")] string Tier, IReadOnlyList<string> Features, UsageAnswer Usage, UpgradeBenefitsAnswer? UpgradeBenefits);

/// <summary>Of the current month, UTC: completed sessions, what they cost, and how many personas were talked with.</summary>
public sealed record UsageAnswer(long SessionsThisMonth, decimal MinutesUsed, int PersonasAccessed);

public sealed record UpgradeBenefitsAnswer(IReadOnlyList<string> Premium, string PremiumPrice);

/// <param name="PaymentUrl">A route of the frontend.</param>
public sealed record UpgradeAnswer(bool UpgradeInitiated, string TargetTier, string Message, string PaymentUrl);
