using System.ComponentModel.DataAnnotations;
using MindBot.Grains.TimeCards;
using MindBot.Grains.Wallets;
using MindBot.WebFront.Wallets;

namespace MindBot.WebFront.TimeCards;

public sealed record PricingAnswer(IReadOnlyList<PricingTier> PricingTiers);

public sealed record PricingTier(
    string Id, string Name, decimal Hours, long PriceCents, string PriceDisplay, int BonusMinutes, decimal TotalMinutes, string Description);

/// <param name="Gift">The card is not activated for the buyer; whoever has the code may redeem it.</param>
public sealed record PurchaseRequestBody(
    string? PackageId, string? PaymentMethodId = null, bool? SavePaymentMethod = null, bool? Gift = null,
    string? CouponCode = null);

/// <param name="PaymentStatus">Stripe's status of the payment intent.</param>
/// <param name="AmountDue">Minor units (cents) still to be paid; 0 once it is paid.</param>
public sealed record PurchaseAnswer(
    string PaymentIntentId, string ClientSecret, string TimeCardId, string? ActivationCode, PurchasedPackage Package, string PaymentStatus,
    long AmountDue, TimeCardAnswer TimeCard);

public sealed record PurchasedPackage(string Name, decimal Hours, int BonusMinutes, decimal TotalMinutes)
{
    internal static PurchasedPackage Of(TimePackage package) =>
        new(package.Name, package.Hours, package.BonusMinutes, Minutes.Owned(package.TotalMicros));
}

public sealed record ActivateRequest(string? ActivationCode);

public sealed record ActivateAnswer(string Message, ActivatedCard TimeCard);

public sealed record ActivatedCard(string Id, decimal TotalMinutes, decimal RemainingMinutes, DateTimeOffset? ExpiresAt);

public sealed record TimeCardAnswer(
    string Id, string? ActivationCode, decimal TotalMinutes, decimal RemainingMinutes,
    [property: AllowedValues("pending_payment", "paid", "active", "exhausted", "expired", "refunded", "disputed", "frozen")] string Status, DateTimeOffset? ActivatedAt,
    DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt)
{
    internal static TimeCardAnswer Of(TimeCardView card) => new(
        card.Id, card.Code, Minutes.Owned(card.TotalMicros), Minutes.Owned(card.RemainingMicros), card.Status, card.ActivatedAt,
        card.ExpiresAt, card.CreatedAt);

    internal static TimeCardAnswer Of(WalletCard card) => new(
        card.Id, card.Code, Minutes.Owned(card.IssuedMicros), Minutes.Owned(card.AvailableMicros), card.Status, card.ActivatedAt,
        card.ExpiresAt, card.CreatedAt);
}
