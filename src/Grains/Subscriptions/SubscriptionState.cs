using MindBot.Grains.Coupons;

namespace MindBot.Grains.Subscriptions;

[GenerateSerializer, Alias("mindbot.SubscriptionState")]
public sealed record SubscriptionState
{
    /// <summary>The user at the payment provider: made once, for all subscriptions.</summary>
    [Id(0)] public string? CustomerId { get; init; }

    /// <summary>The last order.</summary>
    [Id(1)] public SubscriptionOrder? Order { get; init; }

    /// <summary>The last subscription that is known, as it was when the provider was asked last.</summary>
    [Id(2)] public SubscriptionRecord? Record { get; init; }

    /// <summary>A change of plan whose outcome is not known yet.</summary>
    [Id(3)] public PlanChange? Change { get; init; }

    /// <summary>The last order to take a cancellation back: its repeat finds the subscription going on.</summary>
    [Id(4)] public string? ResumedBy { get; init; }

    /// <summary>The account is deleted: there shall be none.</summary>
    [Id(5)] public bool IsTerminated { get; init; }
}

[GenerateSerializer, Alias("mindbot.SubscriptionOrder")]
public sealed record SubscriptionOrder
{
    [Id(0)] public string OrderId { get; init; } = "";
    [Id(1)] public SubscriptionPlan Plan { get; init; } = null!;
    [Id(2)] public string? PaymentMethodId { get; init; }
    [Id(3)] public DateTimeOffset OrderedAt { get; init; }
    [Id(4)] public CouponTerms? Coupon { get; init; }
    [Id(5)] public long DiscountCents { get; init; }

    /// <summary>The coupon's use is redeemed, or given back.</summary>
    [Id(6)] public bool CouponSettled { get; init; }

    /// <summary>Known before the subscription is asked for: without it the provider has never heard of the order.</summary>
    [Id(7)] public string? PriceId { get; init; }

    /// <summary>What came of it: a subscription, a decline, or both.</summary>
    [Id(8)] public string? SubscriptionId { get; init; }
    [Id(9)] public string? DeclineMessage { get; init; }

    [Id(10)] public bool PayAtOnce { get; init; }

    public bool IsAnswered => SubscriptionId is not null || DeclineMessage is not null;

    public bool IsUnknownToProvider => PriceId is null;
}

[GenerateSerializer, Alias("mindbot.SubscriptionRecord")]
public sealed record SubscriptionRecord
{
    [Id(0)] public string Id { get; init; } = "";
    [Id(1)] public string Status { get; init; } = "";
    [Id(2)] public SubscriptionPlan Plan { get; init; } = null!;
    [Id(3)] public DateTimeOffset CurrentPeriodEnd { get; init; }
    [Id(4)] public bool CancelAtPeriodEnd { get; init; }
    [Id(5)] public string? ClientSecret { get; init; }
    [Id(6)] public long AmountDueCents { get; init; }

    /// <summary>Only while it is past due: since when.</summary>
    [Id(7)] public DateTimeOffset? PastDueSince { get; init; }
}

[GenerateSerializer, Alias("mindbot.PlanChange")]
public sealed record PlanChange
{
    [Id(0)] public string OperationId { get; init; } = "";
    [Id(1)] public SubscriptionPlan Plan { get; init; } = null!;
    [Id(2)] public string PriceId { get; init; } = "";
}
