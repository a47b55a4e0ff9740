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
}
