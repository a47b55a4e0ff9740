namespace MindBot.Grains.TimeCards;

/// <summary>
/// A time card from its purchase to its activation; key: <c>tcrd_…</c>. From then on the wallet owns what it is worth.
/// Buying is durable before the payment provider is asked, and asked with the card's id as idempotency key.
/// </summary>
[Alias("mindbot.ITimeCardGrain")]
public interface ITimeCardGrain : IGrainWithStringKey
{
    /// <summary>Buys the card. A repeat with the same card id answers the same purchase. May take 10 s: it awaits the payment provider.</summary>
    [Alias("Purchase")]
    Task<PurchaseResult> Purchase(PurchaseRequest request);

    /// <summary>Activates the card for a user. The buyer's own repeat answers the same success; anybody else is refused once it is taken.</summary>
    [Alias("Redeem")]
    Task<RedeemResult> Redeem(string userId);

    /// <summary>The payment provider says that the payment arrived. Credits once, however often and in whatever order it is told.</summary>
    [Alias("PaymentSucceeded")]
    Task PaymentSucceeded(PaymentNotice notice);

    /// <summary>The payment failed or was cancelled; a card that is paid already is not touched.</summary>
    [Alias("PaymentFailed")]
    Task PaymentFailed(PaymentNotice notice);

    /// <summary>The provider tells of a refund of this card's payment. In any order, any number of times.</summary>
    [Alias("Refunded")]
    Task Refunded(RefundNotice notice);

    /// <summary>The provider tells how much of this card's payment has gone back in all (minor units).</summary>
    [Alias("RefundedInAll")]
    Task RefundedInAll(long totalCents);

    /// <summary>The provider tells of a dispute about this card's payment. In any order, any number of times.</summary>
    [Alias("Disputed")]
    Task Disputed(DisputeNotice notice);

    /// <summary>The bank took money because of a dispute (negative minor units), or gave it back.</summary>
    [Alias("DisputeMoneyMoved")]
    Task DisputeMoneyMoved(string disputeId, long cents);

    /// <summary>Gives money back by an operator's order. May take 10 s: it awaits the payment provider.</summary>
    [Alias("Refund")]
    Task<RefundReply> Refund(RefundOrder order);

    /// <summary>The card as it is, for operators; null when there is none.</summary>
    [Alias("Find")]
    Task<TimeCardView?> Find();

    /// <summary>The card as whoever bought it as a gift may see it; null when it is no gift that was paid for.</summary>
    [Alias("FindGift")]
    Task<GiftView?> FindGift();
}
