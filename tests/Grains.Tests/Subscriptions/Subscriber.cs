using MindBot.Gateways.Stripe;
using MindBot.Grains.Coupons;
using MindBot.Grains.Subscriptions;
using MindBot.Grains.Tests.Fixture;

namespace MindBot.Grains.Tests.Subscriptions;

/// <summary>What subscribers and the provider's webhooks do.</summary>
internal static class Subscriber
{
    public const string User = "user_1";

    public static readonly SubscriptionPlan Monthly = new("premium_monthly", "Premium Monthly", Tier.Premium, 1999, "usd", "month", GraceDays: 7);

    public static readonly SubscriptionPlan Yearly = new("premium_yearly", "Premium Yearly", Tier.Premium, 19999, "usd", "year", GraceDays: 7);

    public static ISubscriptionGrain Subscription(this Backend backend, string user = User) => backend.Grain<ISubscriptionGrain>(user);

    public static Task<SubscriptionReply> Subscribe(
        this Backend backend, string order = "order_1", SubscriptionPlan? plan = null, string? method = "pm_card", CouponTerms? coupon = null) =>
        backend.Subscription().Create(new SubscribeRequest(order, plan ?? Monthly, method, coupon));

    public static async Task<string?> StatusNow(this Backend backend) => (await backend.Subscription().Current()).Subscription?.Status;

    public static Task<Tier> TierNow(this Backend backend) => backend.Subscription().GetTier();

    /// <summary>The provider changes a subscription and tells of it.</summary>
    public static Task Becomes(this Backend backend, string status, string id = "sub_1")
    {
        backend.Payments.Happens(id, subscription => subscription with { Status = status, ClientSecret = null });
        return backend.Tell(status, id: id);
    }

    public static Task Tell(this Backend backend, string? status, DateTimeOffset? at = null, string id = "sub_1") =>
        backend.Subscription().Notice(new SubscriptionNotice(id, status, at ?? backend.Now));
}
