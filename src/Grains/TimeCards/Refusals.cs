namespace MindBot.Grains.TimeCards;

internal static class Refusals
{
    public static readonly Refusal CardNotFound = new(RefusalCodes.CardNotFound, "There is no such time card.");

    public static readonly Refusal CardNotPaid =
        new(RefusalCodes.CardNotPaid, "This time card has not been paid yet. Finish the payment, then activate it.");

    public static readonly Refusal CardRedeemed = new(RefusalCodes.CardRedeemed, "This activation code has been redeemed already.");

    public static readonly Refusal CardDisputed =
        new(RefusalCodes.CardDisputed, "The payment of this time card is disputed. It cannot be redeemed as long as that lasts.");

    public static readonly Refusal CardRefunded = new(RefusalCodes.CardRefunded, "This time card has been refunded. Its code is worth nothing any more.");

    public static readonly Refusal Abandoned =
        new(RefusalCodes.CardNotPaid, "This purchase was not paid within 24 hours and has been cancelled. Start a new one.");

    public static readonly Refusal PaymentUnavailable =
        new(RefusalCodes.PaymentUnavailable, "The payment provider does not answer at the moment. Nothing was charged twice; try again.");

    public static readonly Refusal OtherPurchase = new(
        RefusalCodes.IdempotencyKeyReused, "This Idempotency-Key belongs to another purchase. Use a new key for a new purchase.");

    public static readonly Refusal OtherRefund = new(
        RefusalCodes.IdempotencyKeyReused, "This Idempotency-Key belongs to another refund. Use a new key for a new refund.");

    public static Refusal Declined(string? message) => new(RefusalCodes.PaymentDeclined, message ?? "The payment was declined.");
}
