using MindBot.Grains.Coupons;

namespace MindBot.Grains.TimeCards;

/// <summary>What is on sale, as the catalog had it at the moment of the purchase.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.TimePackage")]
public sealed record TimePackage(
    [property: Id(0)] string Id, [property: Id(1)] string Name, [property: Id(2)] decimal Hours, [property: Id(3)] int BonusMinutes,
    [property: Id(4)] long TotalMicros, [property: Id(5)] long PriceCents, [property: Id(6)] string Currency);

[GenerateSerializer, Immutable, Alias("mindbot.PurchaseRequest")]
public sealed record PurchaseRequest(
    [property: Id(0)] string UserId, [property: Id(1)] TimePackage Package, [property: Id(2)] string? PaymentMethodId,
    [property: Id(3)] bool SavePaymentMethod, [property: Id(4)] bool Gift, [property: Id(5)] CouponTerms? Coupon = null);

/// <summary>
/// The purchase, or why there is none. <paramref name="PaymentStatus"/> is the provider's word (<c>succeeded</c>,
/// <c>requires_payment_method</c>, …); <paramref name="AmountDueCents"/> is 0 once it is paid.
/// </summary>
[GenerateSerializer, Immutable, Alias("mindbot.PurchaseResult")]
public sealed record PurchaseResult
{
    [Id(0)] public Refusal? Refusal { get; init; }
    [Id(1)] public string? PaymentIntentId { get; init; }
    [Id(2)] public string? ClientSecret { get; init; }
    [Id(3)] public string? PaymentStatus { get; init; }
    [Id(4)] public long AmountDueCents { get; init; }
    [Id(5)] public TimeCardView? Card { get; init; }
    [Id(6)] public TimePackage? Package { get; init; }
}

/// <summary>A card as its owner sees it; microseconds of base-rate time. Not yet activated: <c>pending_payment</c> or <c>paid</c>.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.TimeCardView")]
public sealed record TimeCardView(
    [property: Id(0)] string Id, [property: Id(1)] string? Code, [property: Id(2)] long TotalMicros, [property: Id(3)] long RemainingMicros,
    [property: Id(4)] string Status, [property: Id(5)] DateTimeOffset CreatedAt, [property: Id(6)] DateTimeOffset? ActivatedAt,
    [property: Id(7)] DateTimeOffset? ExpiresAt);

/// <summary>A gift as its buyer sees it. <c>Status</c>: paid (nobody has redeemed the code), redeemed, refunded or disputed.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.GiftView")]
public sealed record GiftView(
    [property: Id(0)] string CardId, [property: Id(1)] string Code, [property: Id(2)] TimePackage Package, [property: Id(3)] string Status,
    [property: Id(4)] DateTimeOffset BoughtAt, [property: Id(5)] bool IsRedeemed, [property: Id(6)] DateTimeOffset? RedeemedAt);

[GenerateSerializer, Immutable, Alias("mindbot.RedeemResult")]
public sealed record RedeemResult([property: Id(0)] TimeCardView? Card, [property: Id(1)] Refusal? Refusal);

/// <summary>What a webhook or an answer of the payment provider says about the payment of a card.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.PaymentNotice")]
public sealed record PaymentNotice(
    [property: Id(0)] string PaymentIntentId, [property: Id(1)] string UserId, [property: Id(2)] long AmountCents,
    [property: Id(3)] string Currency, [property: Id(4)] string Status);

/// <summary>A refund as the provider tells of it. <paramref name="IsGone"/>: it failed or was cancelled.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.RefundNotice")]
public sealed record RefundNotice([property: Id(0)] string RefundId, [property: Id(1)] long AmountCents, [property: Id(2)] bool IsGone);

[GenerateSerializer, Alias("mindbot.DisputeOutcome")]
public enum DisputeOutcome
{
    Open = 0,
    Won = 1,
    Lost = 2,
}

/// <summary>A dispute as the provider tells of it; once it is won or lost it stays so.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.DisputeNotice")]
public sealed record DisputeNotice(
    [property: Id(0)] string DisputeId, [property: Id(1)] long AmountCents, [property: Id(2)] DisputeOutcome Outcome);

/// <summary>An operator's order to give money back. Null: all that is left. The order's id makes a repeat the same refund.</summary>
[GenerateSerializer, Immutable, Alias("mindbot.RefundOrder")]
public sealed record RefundOrder(
    [property: Id(0)] string OrderId, [property: Id(1)] long? AmountCents, [property: Id(2)] string By, [property: Id(3)] string Reason);

[GenerateSerializer, Immutable, Alias("mindbot.RefundReply")]
public sealed record RefundReply(
    [property: Id(0)] string? RefundId, [property: Id(1)] string? Status, [property: Id(2)] long AmountCents, [property: Id(3)] TimeCardView? Card,
    [property: Id(4)] Refusal? Refusal = null);
